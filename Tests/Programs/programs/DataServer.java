import java.io.*;
import java.net.*;

public class DataServer {
    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(9000); Socket s = server.accept()) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(s.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(s.getOutputStream()));
            while (true) {
                int length;
                try {
                    length = in.readInt();
                } catch (EOFException e) {
                    break;
                }
                byte[] body = new byte[length];
                in.readFully(body);
                out.writeInt(length);
                out.write(new String(body, "UTF-8").toUpperCase().getBytes("UTF-8"));
                out.flush();
                System.out.println("message of " + length);
            }
        }
    }
}
