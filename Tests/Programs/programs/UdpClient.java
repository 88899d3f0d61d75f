import java.net.*;

public class UdpClient {
    public static void main(String[] args) throws Exception {
        try (DatagramSocket s = new DatagramSocket()) {
            s.setSoTimeout(2000);
            byte[] q = "sum 4 5".getBytes();
            s.send(new DatagramPacket(q, q.length, InetAddress.getLoopbackAddress(), 9091));
            DatagramPacket answer = new DatagramPacket(new byte[1500], 1500);
            s.receive(answer);
            System.out.println("answer " + new String(answer.getData(), 0, answer.getLength()));
        }
    }
}
