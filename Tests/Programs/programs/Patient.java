import java.io.*;
import java.net.*;

public class Patient {
    public static void main(String[] args) throws Exception {
        Socket s = new Socket("127.0.0.1", 9090);
        DataOutputStream out = new DataOutputStream(s.getOutputStream());
        DataInputStream in = new DataInputStream(s.getInputStream());
        out.writeUTF("sum 1 2 3");
        System.out.println("sum is " + in.readInt()); // <- no-receive-timeout
        s.close();
    }
}
