package isocenter.ingest.dataset;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes, finds and prepares dataset versions. */
@ApplicationScoped
public class Datasets {

    /**
     * Makes a version; the same definition on the same catalogue gives the version that is there already.
     *
     * @throws DatasetException when a condition is unknown, nothing matches, or a fixed split puts one patient into
     *     two parts
     */
    public DatasetVersion create(DatasetDefinition definition) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Finds {@code name} (its newest version) or {@code name@version}.
     *
     * @throws DatasetException when there is none; the message names those that exist
     */
    public DatasetVersion require(String id) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Every version, by name and version. */
    public List<DatasetVersion> all() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The manifest, sorted by instance.
     *
     * @throws DatasetException when the stored manifest no longer gives the version's hash
     */
    public List<DatasetMember> members(DatasetVersion version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /** Counts by part, sex, age band, modality and site. */
    public DatasetStatistics show(DatasetVersion version) {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * Opens the version's images at a size, preparing them first when that has not been done. May be interrupted at
     * any time: the file appears whole or not at all.
     *
     * @param size side of the square images in pixels, 8 to 4096
     */
    public ImageCache prepare(DatasetVersion version, int size, PreparationListener listener) {
        throw new UnsupportedOperationException("not built yet");
    }
}
