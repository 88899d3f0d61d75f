import java.io.*;
import java.net.*;

public class FrameReader {
    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(9090); Socket client = server.accept()) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] text = new byte[in.readUnsignedShort()];
            in.readFully(text); // <- length-byte-order
            System.out.println(new String(text));
        }
    }
}
