import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;

/** Messages have a length of four bytes in front. */
public class PrefixServer implements Runnable {
    private final Socket client;

    PrefixServer(Socket client) {
        this.client = client;
    }

    public void run() {
        try (Socket c = client) {
            InputStream in = c.getInputStream();
            byte[] head = new byte[4];
            while (in.read(head) == 4) { // <- one-receive-per-message, message-split
                int length = ByteBuffer.wrap(head).getInt();
                if (length < 0 || length > 100000) {
                    System.out.println("impossible length " + length);
                    return;
                }
                byte[] body = new byte[length];
                int got = in.read(body); // <- one-receive-per-message, message-split
                System.out.println("wanted " + length + " got " + got + ": " + new String(body, 0, got));
            }
        } catch (IOException e) {
            System.out.println(e);
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
        Thread t = new Thread(new PrefixServer(server.accept()));
        t.start();
        t.join();
        server.close();
    }
}
