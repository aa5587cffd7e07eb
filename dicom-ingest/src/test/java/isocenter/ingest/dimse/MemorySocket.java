package isocenter.ingest.dimse;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connection whose peer has said all it will ever say, and listens to nothing. */
final class MemorySocket extends Socket {
    private final InputStream said;

    MemorySocket(byte[] said) {
        this.said = new ByteArrayInputStream(said);
    }

    @Override
    public InputStream getInputStream() {
        return said;
    }

    @Override
    public OutputStream getOutputStream() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public void setTcpNoDelay(boolean on) {}

    @Override
    public void setKeepAlive(boolean on) {}

    @Override
    public void shutdownInput() {}

    @Override
    public void close() {}
}
