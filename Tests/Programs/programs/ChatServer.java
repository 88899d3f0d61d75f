import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;

public class ChatServer {
    public static void main(String[] args) throws Exception {
        ServerSocket serverSocket = new ServerSocket(Integer.parseInt(args[0]));
        System.out.println("Chat server started");
        Socket socket = serverSocket.accept();
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] buffer = new byte[1024];
        int messages = 0;
        int n;
        while ((n = in.read(buffer)) != -1) { // <- one-receive-per-message, messages-merged
            String text = new String(buffer, 0, n, "UTF-8");
            messages++;
            System.out.println("<" + messages + "> " + text);
            out.write(("got message " + messages + "\n").getBytes("UTF-8"));
            out.flush();
        }
        socket.close();
        serverSocket.close();
    }
}
