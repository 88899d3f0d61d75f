import java.io.*;
import java.net.*;

public class Logger {
    public static void main(String[] args) throws IOException {
        try (ServerSocket server = new ServerSocket(9090); Socket client = server.accept()) {
            InputStream in = client.getInputStream();
            byte[] buf = new byte[256];
            while (true) {
                int n = in.read(buf); // <- end-of-stream-ignored
                if (n > 0) {
                    System.out.write(buf, 0, n);
                    System.out.flush();
                }
            }
        }
    }
}
