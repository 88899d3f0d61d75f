import java.io.*;
import java.net.Socket;

public class LineClient {
    public static void main(String[] args) throws IOException {
        Socket socket = new Socket("127.0.0.1", 9090);
        PrintWriter out = new PrintWriter(socket.getOutputStream(), true);
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream()));
        out.print("HELLO"); // <- delimiter-missing
        out.flush();
        System.out.println("server says " + in.readLine()); // <- delimiter-missing, deadlock-both-receiving
    }
}
