import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

/** Chat: a thread for each client, lines are messages. */
public class ChatThreads {
    private static final Set<PrintWriter> writers = ConcurrentHashMap.newKeySet();

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(10);
        try (ServerSocket listener = new ServerSocket(Integer.parseInt(args[0]))) {
            while (true)
                pool.execute(new Handler(listener.accept()));
        }
    }

    private static class Handler implements Runnable {
        private final Socket socket;

        Handler(Socket socket) {
            this.socket = socket;
        }

        public void run() {
            PrintWriter out = null;
            try (socket) {
                Scanner in = new Scanner(socket.getInputStream());
                out = new PrintWriter(socket.getOutputStream(), true);
                String name = in.nextLine();
                writers.add(out);
                while (in.hasNextLine()) {
                    String line = in.nextLine();
                    for (PrintWriter w : writers)
                        w.println(name + ": " + line);
                }
            } catch (IOException | NoSuchElementException e) {
                System.err.println(e);
            } finally {
                if (out != null)
                    writers.remove(out);
            }
        }
    }
}
