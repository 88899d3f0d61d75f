import java.io.InputStream;
import java.net.Socket;

class NewsClient {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("127.0.0.1", Integer.valueOf(args[0]));
        s.getOutputStream().write("NEWS 3\n".getBytes());
        InputStream in = s.getInputStream();
        byte[] headline = new byte[512];
        for (int i = 1; i <= 3; i++) {
            int n = in.read(headline); // <- one-receive-per-message, messages-merged
            if (n < 0) {
                System.out.println("no headline " + i);
                break;
            }
            System.out.println("headline " + i + ": " + new String(headline, 0, n));
        }
        s.close();
    }
}
