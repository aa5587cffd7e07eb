package isocenter.ingest.dimse;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.narayana.jta.QuarkusTransactionException;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Arrival;
import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Intake;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.data.exceptions.DataException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jboss.logging.Logger;

/** The archive as {@link Inbox}. */
@ApplicationScoped
class ArchiveInbox implements Inbox {
    private static final Logger LOG = Logger.getLogger(ArchiveInbox.class);

    private final Intake intake;
    private final Archive archive;
    private final Instances instances;
    private final Pseudonyms pseudonyms;

    ArchiveInbox(Intake intake, Archive archive, Instances instances, Pseudonyms pseudonyms) {
        this.intake = intake;
        this.archive = archive;
        this.instances = instances;
        this.pseudonyms = pseudonyms;
    }

    @Override
    public Delivery begin() {
        return new Arriving(intake.begin());
    }

    @Override
    public Holding holding(String sopClassUid, String sopInstanceUid) {
        List<Instance> found;
        try {
            String id = pseudonyms.uid(sopInstanceUid);
            found = QuarkusTransaction.requiringNew().call(() -> instances.withIds(List.of(id)));
        } catch (DataException | PersistenceException | QuarkusTransactionException e) {
            LOG.errorf(
                    "The catalogue cannot be asked for an instance: %s",
                    e.getClass().getName());
            return Holding.UNKNOWN;
        }
        if (found.isEmpty()) {
            return Holding.ABSENT;
        }
        Instance instance = found.get(0);
        if (!instance.sopClass.equals(sopClassUid)) {
            return Holding.OF_ANOTHER_CLASS;
        }
        return isWhole(instance) ? Holding.HELD : Holding.DAMAGED;
    }

    private boolean isWhole(Instance instance) {
        try {
            if (archive.isWhole(instance)) {
                return true;
            }
        } catch (UncheckedIOException unreadable) {
            // as good as missing
        }
        LOG.errorf("The stored file of instance %s is missing or damaged. Run: isocenter ledger verify", instance.id);
        return false;
    }

    private static final class Arriving extends Delivery {
        private final Arrival arrival;

        Arriving(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public void write(int b) {
            arrival.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            arrival.write(bytes, offset, length);
        }

        @Override
        IngestOutcome keep() {
            return arrival.keep();
        }

        @Override
        public void close() {
            arrival.close();
        }
    }
}
