import java.io.*;
import java.net.*;

public class AfterYou {
    static String firstLine(Socket s) throws IOException {
        return new BufferedReader(new InputStreamReader(s.getInputStream())).readLine(); // <- deadlock-both-receiving
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(9876);
        Thread client = new Thread(() -> {
            try (Socket s = new Socket("127.0.0.1", 9876)) {
                System.out.println("client got " + firstLine(s));
            } catch (IOException e) {
                e.printStackTrace();
            }
        });
        client.start();
        try (Socket s = server.accept()) {
            System.out.println("server got " + firstLine(s));
        }
    }
}
