import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

public class ChannelSender {
    public static void main(String[] args) throws Exception {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", Integer.parseInt(args[0])));
        channel.configureBlocking(false);
        ByteBuffer data = ByteBuffer.allocate(8_000_000);
        channel.write(data); // <- short-send-ignored
        channel.close();
        System.out.println("done");
    }
}
