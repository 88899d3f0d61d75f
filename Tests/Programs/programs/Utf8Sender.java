import java.io.DataOutputStream;
import java.net.Socket;

public class Utf8Sender {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("127.0.0.1", Integer.parseInt(args[0]));
        DataOutputStream out = new DataOutputStream(s.getOutputStream());
        for (String word : new String[] {"câine", "pisică", "șoarece"}) {
            out.writeInt(word.length());
            out.write(word.getBytes("UTF-8")); // <- length-counts-characters
        }
        s.close();
    }
}
