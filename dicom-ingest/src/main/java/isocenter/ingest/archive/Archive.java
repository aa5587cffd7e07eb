package isocenter.ingest.archive;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Takes DICOM files in and keeps what may be kept: de-identified, decodable, stored once, recorded in the ledger. */
@ApplicationScoped
public class Archive {
    private final Path home;

    @Inject
    Archive(@ConfigProperty(name = "isocenter.home") Path home) {
        this.home = home;
    }

    /**
     * Takes in every file under the paths. One unreadable file never stops the others; an outcome reaches the listener
     * only when it is durable, and a run that was cut off goes on when it is started again with the same paths.
     *
     * @throws StoreException when the store or the database cannot take more; what was acknowledged stays
     */
    public IngestSummary ingest(List<Path> paths, IngestListener progress) {
        throw new UnsupportedOperationException("ingest of " + paths.size() + " paths");
    }

    /** The stored file of an instance. */
    public Path object(Instance instance) {
        return home.resolve(instance.path);
    }
}
