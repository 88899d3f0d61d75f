import java.net.*;

public class Stubborn {
    public static void main(String[] args) throws Exception {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress("127.0.0.1", 9090), 500);
        } catch (ConnectException e) {
            System.out.println("no server: " + e.getMessage());
            System.exit(3);
        }
    }
}
