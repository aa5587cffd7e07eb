package isocenter.ingest.store;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A way to a server, on which requests of one method fail as told; all others are passed on, one a connection. */
public final class FaultyWay implements Closeable {
    /** What goes wrong. */
    public enum Fault {
        /** The connection ends in the midst of the request. */
        CUT_REQUEST,
        /** The server would not serve. */
        ANSWER_503,
        /** The server has no room. */
        ANSWER_507,
        /** The connection ends in the midst of the answer. */
        CUT_ANSWER,
        /** The last byte of the answer is another. */
        CHANGED_ANSWER
    }

    private final int port;
    private final int target;
    private @Nullable ServerSocket open;
    private @Nullable Thread acceptor;
    private String method = "";
    private Fault fault = Fault.ANSWER_503;
    private int times;

    public FaultyWay(int port, int target) throws IOException {
        this.port = port;
        this.target = target;
        restore();
    }

    int port() {
        return port;
    }

    /** From now on connections are refused. */
    public void refuse() throws IOException {
        ServerSocket socket = open;
        Thread listening = acceptor;
        open = null;
        if (socket != null && listening != null) {
            socket.close();
            try {
                listening.join(); // until then the port is taken, and a last connection may come through
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    public void restore() throws IOException {
        ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        open = socket;
        acceptor = daemon(() -> accept(socket));
    }

    public synchronized void failNext(int requests, String ofMethod, Fault how) {
        times = requests;
        method = ofMethod;
        fault = how;
    }

    private synchronized @Nullable Fault faultOf(String request) {
        if (times > 0 && request.startsWith(method + " ")) {
            times--;
            return fault;
        }
        return null;
    }

    private void accept(ServerSocket socket) {
        try {
            while (!socket.isClosed()) {
                Socket client = socket.accept();
                if (socket.isClosed()) {
                    client.close();
                } else {
                    daemon(() -> serve(client));
                }
            }
        } catch (IOException closed) {
            // refused from now on
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            Fault now = faultOf(head);
            int length = length(head);
            byte[] body = client.getInputStream().readNBytes(now == Fault.CUT_REQUEST ? length / 2 : length);
            OutputStream out = client.getOutputStream();
            if (now == Fault.CUT_REQUEST) {
                passOn(head, body, false);
            } else if (now == Fault.ANSWER_503 || now == Fault.ANSWER_507) {
                int status = now == Fault.ANSWER_503 ? 503 : 507;
                out.write(ascii("HTTP/1.1 " + status + " No\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"));
            } else {
                byte[] answer = passOn(head, body, true);
                if (now == Fault.CHANGED_ANSWER) {
                    answer[answer.length - 1] ^= 1;
                }
                out.write(now == Fault.CUT_ANSWER ? Arrays.copyOf(answer, answer.length - 100) : answer);
            }
        } catch (IOException gone) {
            // the other end gave up
        }
    }

    /** The whole answer; of a request that was cut off, none. */
    private byte[] passOn(String head, byte[] body, boolean whole) throws IOException {
        try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
            String lonely =
                    head.replaceAll("(?im)^connection:.*\r\n", "").replaceFirst("\r\n", "\r\nConnection: close\r\n");
            server.getOutputStream().write(ascii(lonely));
            server.getOutputStream().write(body);
            return whole ? server.getInputStream().readAllBytes() : new byte[0];
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
                .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
                .findFirst()
                .orElse(0);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "faulty-way");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() {
        try {
            refuse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
