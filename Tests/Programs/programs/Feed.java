import java.io.OutputStream;
import java.net.*;

public class Feed {
    public static void main(String[] args) throws Exception {
        ServerSocket ss = new ServerSocket(Integer.parseInt(args[0]));
        Socket s = ss.accept();
        OutputStream out = s.getOutputStream();
        for (int i = 0; i < 30; i++) {
            out.write(("price " + (100 + i) + "\n").getBytes()); // <- write-after-close
            Thread.sleep(40);
        }
    }
}
