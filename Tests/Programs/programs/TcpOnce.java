import java.net.*;

public class TcpOnce {
    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(false);
        server.bind(new InetSocketAddress("127.0.0.1", 9090)); // <- reuse-address-missing
        try (Socket s = server.accept()) {
            s.getOutputStream().write("once\n".getBytes());
        }
    }
}
