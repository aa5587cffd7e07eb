package isocenter.ingest.dimse;

import com.code_intelligence.jazzer.junit.FuzzTest;
import isocenter.ingest.dimse.association.AssociationAcceptor;
import isocenter.ingest.dimse.association.AssociationException;
import isocenter.ingest.dimse.association.RawPeer;
import isocenter.ingest.dimse.association.Security;
import isocenter.ingest.dimse.pdu.PduEncoder;
import isocenter.ingest.dimse.pdu.ProposedContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** After a sound request, any bytes: the association ends, and no object stays open. As {@code PduFuzzTest} otherwise. */
class ConversationFuzzTest {
    private static final byte[] REQUEST = PduEncoder.encode(RawPeer.request(
            1 << 14,
            new ProposedContext(RawPeer.CT_CONTEXT, RawPeer.CT, List.of(RawPeer.EXPLICIT)),
            new ProposedContext(RawPeer.VERIFICATION_CONTEXT, RawPeer.VERIFICATION, List.of(RawPeer.EXPLICIT)),
            new ProposedContext(5, SopClasses.STORAGE_COMMITMENT, List.of(RawPeer.EXPLICIT))));

    private static final DimseConfig CONFIG = TestConfig.of("commitment", "true");
    private static final Connections CONNECTIONS = new Connections(CONFIG);
    private static final EventReporter REPORTER = new EventReporter(new RemoteNodes(CONFIG), CONNECTIONS);
    private static final SopClasses CLASSES = new SopClasses(List.of());
    private static final ServerPolicy POLICY =
            new ServerPolicy("ISOCENTER", new CallerList(List.of("SCU")), CLASSES, true);

    @FuzzTest(maxDuration = "4m")
    void anyConversationEnds(byte[] bytes) {
        byte[] said = Arrays.copyOf(REQUEST, REQUEST.length + bytes.length);
        System.arraycopy(bytes, 0, said, REQUEST.length, bytes.length);
        MemoryInbox inbox = new MemoryInbox();
        try {
            new AssociationAcceptor(CONNECTIONS.settings(), Security.NONE)
                    .accept(new MemorySocket(said), POLICY)
                    .ifPresent(association -> new ServedAssociation(
                                    association,
                                    new ObjectReceiver(inbox, CLASSES, 1 << 20),
                                    new StorageCommitment(inbox),
                                    REPORTER)
                            .serve(Duration.ofSeconds(5)));
        } catch (AssociationException expected) {
            // what else could become of such a peer
        }
        if (inbox.open.get() != 0) {
            throw new IllegalStateException("an object was left open");
        }
    }
}
