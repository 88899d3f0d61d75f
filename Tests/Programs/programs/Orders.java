import java.io.*;
import java.net.*;

public class Orders {
    public static void main(String[] args) throws Exception {
        try (ServerSocket server = new ServerSocket(9090); Socket customer = server.accept()) {
            InputStream in = customer.getInputStream();
            for (int count = 0; count < 2; count++) {
                while (in.available() == 0) Thread.sleep(10);
                byte[] order = new byte[in.available()];
                in.read(order); // <- one-receive-per-message, messages-merged
                customer.getOutputStream().write(("ordered: " + new String(order)).getBytes());
            }
        }
    }
}
