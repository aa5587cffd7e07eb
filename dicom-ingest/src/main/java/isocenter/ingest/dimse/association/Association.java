package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dimse.association.AssociationException.Kind;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.PresentationData;
import isocenter.ingest.dimse.pdu.PresentationDataValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An established association, as DIMSE sees it: messages in and out. Belongs to one thread; only {@link #releaseWhenIdle}
 * and {@link #abortAtOnce} may be called by others.
 */
public final class Association implements AutoCloseable {
    private static final int LAST_MESSAGE_ID = 0xFFFF;

    private final UpperLayer layer;
    private final AssociationSettings settings;
    private final String callingAeTitle;
    private final InetAddress peer;
    private final Map<Integer, PresentationContext> contexts = new LinkedHashMap<>();
    private final int longestToSend;
    private final byte[] sendBuffer;
    private Iterator<PresentationDataValue> fragments = Collections.emptyIterator();
    private @Nullable IncomingMessage open;
    private int lastMessageId;
    private boolean busy;
    private boolean closing;

    Association(
            UpperLayer layer,
            AssociationSettings settings,
            AssociateRequest request,
            InetAddress peer,
            Collection<PresentationContext> contexts,
            int peerLongest) {
        this.layer = layer;
        this.settings = settings;
        this.callingAeTitle = request.callingAeTitle();
        this.peer = peer;
        contexts.forEach(context -> this.contexts.put(context.id(), context));
        this.longestToSend = peerLongest == 0 ? settings.longestPdu() : Math.min(peerLongest, settings.longestPdu());
        this.sendBuffer = new byte[FragmentOutput.bufferFor(longestToSend)];
    }

    /** The AE title of who requested the association. */
    public String callingAeTitle() {
        return callingAeTitle;
    }

    public InetAddress peer() {
        return peer;
    }

    /** The accepted presentation contexts, in the order of the request. */
    public Collection<PresentationContext> contexts() {
        return Collections.unmodifiableCollection(contexts.values());
    }

    /** The first accepted presentation context of a SOP class. */
    public Optional<PresentationContext> context(String abstractSyntax) {
        return contexts.values().stream()
                .filter(context -> context.abstractSyntax().equals(abstractSyntax))
                .findFirst();
    }

    /**
     * The next message; empty once the association is released. What was not read of the message before is read first.
     *
     * @param wait for the message to begin
     * @throws AssociationException when the association ended in another way
     */
    public Optional<IncomingMessage> receive(Duration wait) {
        if (open != null) {
            open.discard();
            open = null;
        }
        idle();
        Optional<PresentationDataValue> first = nextFragment(wait);
        if (first.isEmpty()) {
            return Optional.empty();
        }
        synchronized (this) {
            busy = true;
        }
        PresentationContext context = contexts.get(first.get().context());
        if (context == null) {
            throw abortAs(Kind.VIOLATED, "A message came in a presentation context that was not accepted");
        }
        IncomingMessage message = new IncomingMessage(this, context, command(first.get(), context));
        open = message;
        return Optional.of(message);
    }

    private synchronized void idle() {
        busy = false;
        if (closing && layer.state() == State.ESTABLISHED) {
            layer.requestRelease();
        }
    }

    private Command command(PresentationDataValue first, PresentationContext context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        PresentationDataValue fragment = first;
        require(fragment, context, true);
        while (true) {
            bytes.write(
                    fragment.bytes().array(),
                    fragment.bytes().arrayOffset() + fragment.bytes().position(),
                    fragment.bytes().remaining());
            if (bytes.size() > Command.LONGEST) {
                throw abortAs(Kind.VIOLATED, "A command set is longer than %d bytes".formatted(Command.LONGEST));
            }
            if (fragment.last()) {
                break;
            }
            fragment = fragment(context, true);
        }
        try {
            return Command.decode(bytes.toByteArray());
        } catch (CommandFormatException e) {
            throw abortAs(Kind.VIOLATED, "A command set cannot be read: " + e.getMessage());
        }
    }

    /** The next fragment of a message that has begun. */
    PresentationDataValue fragment(PresentationContext context, boolean command) {
        PresentationDataValue fragment = nextFragment(settings.timeouts().idle())
                .orElseThrow(() -> new AssociationException(
                        Kind.LOST, "The peer released the association in the middle of a message."));
        require(fragment, context, command);
        return fragment;
    }

    /** Fragments of two messages may not be mixed (PS3.8 annex E.1). */
    private void require(PresentationDataValue fragment, PresentationContext context, boolean command) {
        if (fragment.context() != context.id() || fragment.command() != command) {
            throw abortAs(Kind.VIOLATED, "A fragment does not continue the message that is under way");
        }
    }

    private Optional<PresentationDataValue> nextFragment(Duration wait) {
        while (!fragments.hasNext()) {
            Optional<PresentationData> data = layer.receiveData(wait);
            if (data.isEmpty()) {
                return Optional.empty();
            }
            fragments = data.get().values().iterator();
        }
        return Optional.of(fragments.next());
    }

    boolean isTooSlow(long bytes, long waitedNanos) {
        return waitedNanos > settings.timeouts().idle().toNanos()
                && bytes < settings.slowestRate() * (waitedNanos / 1e9);
    }

    /** Sends a request of ours and returns its message ID. */
    public int request(PresentationContext context, Command command, @Nullable DataSet data) {
        lastMessageId = lastMessageId % LAST_MESSAGE_ID + 1;
        command.put(CommandTags.MESSAGE_ID, lastMessageId);
        send(context, command, data);
        return lastMessageId;
    }

    /** Sends a message: a command set, and a data set in the context's transfer syntax where there is one. */
    public void send(PresentationContext context, Command command, @Nullable DataSet data) {
        FragmentOutput commandOut = output(context, true);
        byte[] bytes = command.encode(data != null);
        commandOut.write(bytes, 0, bytes.length);
        commandOut.finish();
        if (data != null) {
            FragmentOutput dataOut = output(context, false);
            try {
                DicomWriter.writeDataSet(data, context.syntax(), dataOut);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            dataOut.finish();
        }
    }

    /** Answers a request without a data set. */
    public void respond(IncomingMessage message, Command response) {
        send(message.context(), response, null);
    }

    private FragmentOutput output(PresentationContext context, boolean command) {
        return new FragmentOutput(layer, sendBuffer, longestToSend, context.id(), command);
    }

    /** Ends the association in order, as its requestor does when its work is done. */
    public void release() {
        layer.requestRelease();
        layer.receiveData(settings.timeouts().association());
    }

    /** Releases as soon as no message is under way: now, or when the thread asks for the next one. */
    public synchronized void releaseWhenIdle() {
        closing = true;
        if (!busy && layer.state() == State.ESTABLISHED) {
            try {
                layer.requestRelease();
            } catch (AssociationException gone) {
                // Then it is over already, as the thread that serves it will find.
            }
        }
    }

    /** Ends the association whatever is under way; nothing more is sent or received. */
    public void abortAtOnce() {
        layer.abortAtOnce();
    }

    /** Aborts for a message that may not come here; the exception is for the caller to throw. */
    public AssociationException violated(String message) {
        return abortAs(Kind.VIOLATED, message);
    }

    AssociationException abortAs(Kind kind, String message) {
        layer.abort();
        return new AssociationException(kind, message + "; the association was aborted.");
    }

    /** Aborts, unless the association has ended already. */
    @Override
    public void close() {
        layer.abort();
    }
}
