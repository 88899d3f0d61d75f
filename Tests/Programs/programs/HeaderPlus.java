import java.io.*;
import java.net.*;

public class HeaderPlus {
    public static void main(String[] args) throws Exception {
        try (Socket s = new Socket("127.0.0.1", 9090)) {
            s.setSoTimeout(1000);
            byte[] body = "list files".getBytes();
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(frame);
            out.writeInt(body.length + 4);
            out.write(body);
            s.getOutputStream().write(frame.toByteArray()); // <- length-includes-header
            System.out.println(s.getInputStream().read());
        } catch (SocketTimeoutException e) {
            System.out.println("no reply");
        }
    }
}
