import java.net.*;

public class DatagramServer {
    public static void main(String[] args) throws Exception {
        DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[0]));
        byte[] buffer = new byte[8];
        for (int i = 0; i < 2; i++) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            socket.receive(packet); // <- receive-buffer-too-small
            System.out.println(new String(packet.getData(), 0, packet.getLength()));
            socket.send(new DatagramPacket("ok".getBytes(), 2, packet.getSocketAddress()));
        }
        socket.close();
    }
}
