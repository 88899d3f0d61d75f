import java.net.*; import java.io.*; import java.nio.*; import java.nio.channels.*;
public class Talk {
  static void serve(ServerSocket s) throws Exception {
    Socket c = s.accept();
    byte[] b = new byte[100];
    int n;
    while ((n = c.getInputStream().read(b)) > 0) c.getOutputStream().write(b, 0, n);
    c.close();
  }
  public static void main(String[] a) throws Exception {
    ServerSocket s = new ServerSocket(0);
    Thread t = new Thread(() -> { try { serve(s); } catch (Exception e) { e.printStackTrace(); } });
    t.start();
    Socket k = new Socket("127.0.0.1", s.getLocalPort());
    for (int i = 0; i < 3; i++) {
      k.getOutputStream().write("hello\n".getBytes());
      System.out.println(k.getInputStream().read(new byte[50]));
    }
    k.close(); t.join(); s.close();
    DatagramSocket d = new DatagramSocket(0);
    d.send(new DatagramPacket(new byte[200], 200, InetAddress.getByName("127.0.0.1"), d.getLocalPort()));
    DatagramPacket p = new DatagramPacket(new byte[50], 50);
    d.receive(p);
    System.out.println(p.getLength());
  }
}
