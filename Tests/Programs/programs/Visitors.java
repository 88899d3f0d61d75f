import java.net.*;
import java.util.*;

public class Visitors {
    static List<Socket> sockets = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(9090, 50, InetAddress.getLoopbackAddress());
        for (;;) {
            Socket s = server.accept(); // <- connection-never-closed
            sockets.add(s);
            s.getOutputStream().write(("visitor " + sockets.size() + "\n").getBytes());
        }
    }
}
