import java.io.*;
import java.net.*;

class LineAsker {
    public static void main(String[] a) throws IOException {
        try (Socket s = new Socket("localhost", Integer.parseInt(a[0]))) {
            s.setSoTimeout(6000);
            BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
            PrintWriter out = new PrintWriter(new OutputStreamWriter(s.getOutputStream()));
            for (String question : new String[] {"load", "uptime", "users"}) {
                out.println(question);
                out.flush();
                System.out.println(question + " = " + in.readLine());
            }
        }
    }
}
