import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** The worlds' Java server: Server PORT [HOST [MODE [BACKLOG]]]; modes echo, iterative, no-accept,
 * silent, deaf, close, udp. */
public class Server {
    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        String host = arguments.length > 1 ? arguments[1] : "*";
        String mode = arguments.length > 2 ? arguments[2] : "echo";
        int backlog = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 50;
        InetSocketAddress where =
            host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(InetAddress.getByName(host), port);
        if (mode.equals("udp")) {
            datagrams(new DatagramSocket(where));
        }
        ServerSocket server = new ServerSocket();
        server.bind(where, backlog);
        if (mode.equals("no-accept")) {
            Thread.sleep(3_600_000);
        }
        List<Socket> kept = new ArrayList<>();
        while (true) {
            Socket client = server.accept();
            switch (mode) {
                case "iterative" -> echo(client);
                case "deaf" -> kept.add(client);
                case "close" -> client.close();
                case "silent" -> new Thread(() -> swallow(client)).start();
                default -> new Thread(() -> echo(client)).start();
            }
        }
    }

    private static void echo(Socket client) {
        try (client) {
            byte[] buffer = new byte[1024];
            for (int n; (n = client.getInputStream().read(buffer)) > 0;) {
                client.getOutputStream().write(buffer, 0, n);
            }
        } catch (Exception e) {
            System.err.println(e);
        }
    }

    private static void swallow(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            while (in.read() >= 0) {
            }
        } catch (Exception e) {
            System.err.println(e);
        }
    }

    private static void datagrams(DatagramSocket socket) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2048], 2048);
        while (true) {
            socket.receive(packet);
            socket.send(packet);
        }
    }
}
