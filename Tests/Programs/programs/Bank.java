import java.io.*;
import java.net.*;

class Bank {
    private int balance = 100;

    void serve(Socket s) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(s.getInputStream()));
        PrintWriter out = new PrintWriter(s.getOutputStream(), true);
        String line;
        while ((line = in.readLine()) != null) { // <- one-client-at-a-time
            balance += Integer.parseInt(line.trim());
            out.println("balance " + balance);
        }
        s.close();
    }

    public static void main(String[] args) throws IOException {
        Bank bank = new Bank();
        ServerSocket server = new ServerSocket(Integer.parseInt(args[0]));
        while (true) {
            bank.serve(server.accept()); // <- one-client-at-a-time
        }
    }
}
