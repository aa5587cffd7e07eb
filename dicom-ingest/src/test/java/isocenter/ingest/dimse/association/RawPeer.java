package isocenter.ingest.dimse.association;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dimse.pdu.AssociateAccept;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.Pdu;
import isocenter.ingest.dimse.pdu.PduDecoder;
import isocenter.ingest.dimse.pdu.PduEncoder;
import isocenter.ingest.dimse.pdu.PresentationData;
import isocenter.ingest.dimse.pdu.PresentationDataValue;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.UserInformation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A peer without manners: it sends whatever bytes a test wants, and reads what comes back. */
public final class RawPeer implements AutoCloseable {
    public static final String CT = "1.2.840.10008.5.1.4.1.1.2";
    public static final String VERIFICATION = "1.2.840.10008.1.1";
    public static final String EXPLICIT = "1.2.840.10008.1.2.1";
    public static final int CT_CONTEXT = 1;
    public static final int VERIFICATION_CONTEXT = 3;
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;
    private final InputStream in;
    private final PduDecoder decoder;

    public RawPeer(int port) throws IOException {
        this(port, 1 << 14);
    }

    /** @param longest PDU that is taken; 0 takes any */
    private RawPeer(int port, int longest) throws IOException {
        decoder = new PduDecoder(longest == 0 ? 1 << 20 : longest);
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = socket.getInputStream();
    }

    public static UserInformation user(int longest) {
        return new UserInformation(longest, "1.2.3", "RAW", Optional.empty(), List.of());
    }

    public static AssociateRequest request(int longest, ProposedContext... contexts) {
        return new AssociateRequest("ISOCENTER", "SCU", List.of(contexts), user(longest));
    }

    /** Connected, and associated for CT storage and verification. */
    public static RawPeer associated(int port) throws IOException {
        return associated(port, 1 << 14);
    }

    public static RawPeer associated(int port, int longest) throws IOException {
        RawPeer peer = new RawPeer(port, longest);
        peer.send(request(
                longest,
                new ProposedContext(CT_CONTEXT, CT, List.of(EXPLICIT)),
                new ProposedContext(VERIFICATION_CONTEXT, VERIFICATION, List.of(EXPLICIT))));
        assertThat(peer.receive()).isInstanceOf(AssociateAccept.class);
        return peer;
    }

    public void send(Pdu pdu) throws IOException {
        send(PduEncoder.encode(pdu));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next PDU; null when the peer closed, in whatever way. */
    public @Nullable Pdu receive() throws IOException {
        try {
            int type = in.read();
            return type < 0 ? null : decoder.decode(type, in);
        } catch (java.net.SocketException reset) {
            return null;
        }
    }

    /** The next response's command set. */
    public Command receiveCommand() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (true) {
            Pdu pdu = receive();
            assertThat(pdu).isInstanceOf(PresentationData.class);
            for (PresentationDataValue value : ((PresentationData) pdu).values()) {
                assertThat(value.command()).isTrue();
                byte[] part = new byte[value.bytes().remaining()];
                value.bytes().get(part);
                bytes.writeBytes(part);
                if (value.last()) {
                    return Command.decode(bytes.toByteArray());
                }
            }
        }
    }

    /** True when nothing comes for a moment. */
    public boolean hearsNothing() throws IOException {
        socket.setSoTimeout(300);
        try {
            return in.read() == Integer.MIN_VALUE;
        } catch (java.net.SocketTimeoutException quiet) {
            return true;
        } finally {
            socket.setSoTimeout(PATIENCE_MILLIS);
        }
    }

    public void shutdownOutput() throws IOException {
        socket.shutdownOutput();
    }

    /** Ends the connection with a reset, as a crashed host does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public static byte[] encoded(Command command, boolean withDataSet) {
        return command.encode(withDataSet);
    }

    public static byte[] storeRequest(String instance) {
        return encoded(
                Command.of(CommandField.C_STORE_RQ)
                        .put(CommandTags.AFFECTED_SOP_CLASS_UID, CT)
                        .put(CommandTags.AFFECTED_SOP_INSTANCE_UID, instance)
                        .put(CommandTags.MESSAGE_ID, 7)
                        .put(CommandTags.PRIORITY, 0),
                true);
    }

    public static byte[] echoRequest() {
        return encoded(
                Command.of(CommandField.C_ECHO_RQ)
                        .put(CommandTags.AFFECTED_SOP_CLASS_UID, VERIFICATION)
                        .put(CommandTags.MESSAGE_ID, 9),
                false);
    }

    /** A presentation data value. */
    public static byte[] value(int context, boolean command, boolean last, byte[] bytes, int from, int to) {
        return ByteBuffer.allocate(6 + to - from)
                .putInt(2 + to - from)
                .put((byte) context)
                .put((byte) ((command ? 1 : 0) | (last ? 2 : 0)))
                .put(bytes, from, to - from)
                .array();
    }

    /** A P-DATA-TF. */
    public static byte[] data(byte[]... values) {
        int length = Arrays.stream(values).mapToInt(value -> value.length).sum();
        ByteBuffer pdu =
                ByteBuffer.allocate(6 + length).put((byte) 4).put((byte) 0).putInt(length);
        Arrays.stream(values).forEach(pdu::put);
        return pdu.array();
    }

    public void sendCommand(int context, byte[] command) throws IOException {
        send(data(value(context, true, true, command, 0, command.length)));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
