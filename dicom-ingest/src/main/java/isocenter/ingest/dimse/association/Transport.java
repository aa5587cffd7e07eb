package isocenter.ingest.dimse.association;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.Future;
import jdk.net.ExtendedSocketOptions;

/**
 * A connection with a deadline for reading and one for writing. When the first passes, the peer's bytes end, so that an
 * A-ABORT can still be sent; when the second passes, the connection is closed.
 */
final class Transport implements AutoCloseable {
    private static final int BUFFER = 1 << 16;
    private static final long NEVER = Long.MAX_VALUE;

    private final Socket wire;
    private final boolean quickAck;
    private final InputStream in;
    private final OutputStream out;
    private final Future<?> watch;
    private volatile long readBy = NEVER;
    private volatile long writeBy = NEVER;
    private volatile boolean expired;

    /**
     * @param wire the TCP connection
     * @param security what is laid over it
     * @param handshake time for the security's handshake
     */
    Transport(Socket wire, Security security, Duration handshake, Watchdog watchdog) throws IOException {
        this.wire = wire;
        wire.setTcpNoDelay(true);
        wire.setKeepAlive(true);
        this.quickAck = wire.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
        this.watch = watchdog.watch(this::check);
        boolean secured = false;
        try {
            readWithin(handshake);
            writeWithin(handshake);
            Socket socket = security.secure(wire);
            this.in = new BufferedInputStream(socket.getInputStream(), BUFFER);
            this.out = socket.getOutputStream();
            secured = true;
            received();
            written();
        } finally {
            if (!secured) {
                close();
            }
        }
    }

    InputStream in() {
        return in;
    }

    OutputStream out() {
        return out;
    }

    InetAddress peer() {
        return wire.getInetAddress();
    }

    void readWithin(Duration time) {
        readBy = System.nanoTime() + time.toNanos();
        acknowledgeAtOnce();
    }

    /**
     * Many peers send a command and its data set in two small writes with Nagle's algorithm on: the second waits for the
     * acknowledgement of the first, which the kernel would keep back for 40 ms. Linux forgets the wish, so it is repeated.
     */
    private void acknowledgeAtOnce() {
        if (quickAck) {
            try {
                wire.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            } catch (IOException closed) {
                // The read that follows says so.
            }
        }
    }

    void writeWithin(Duration time) {
        writeBy = System.nanoTime() + time.toNanos();
    }

    void received() {
        readBy = NEVER;
    }

    /** True while somebody waits for the peer to take bytes. */
    boolean isWriting() {
        return writeBy != NEVER;
    }

    void written() {
        writeBy = NEVER;
    }

    /** True once a deadline has passed. */
    boolean expired() {
        return expired;
    }

    private void check() {
        long now = System.nanoTime();
        try {
            if (passed(writeBy, now)) {
                expired = true;
                wire.close();
            } else if (passed(readBy, now) && !wire.isInputShutdown()) {
                expired = true;
                wire.shutdownInput();
            }
        } catch (IOException gone) {
            close();
        }
    }

    private static boolean passed(long deadline, long now) {
        return deadline != NEVER && now - deadline >= 0;
    }

    /** Ends the connection at once; whoever reads or writes gets an exception. */
    @Override
    public void close() {
        watch.cancel(false);
        try {
            wire.close();
        } catch (IOException e) {
            // It is closed as far as it can be; nobody could do more about it.
        }
    }
}
