package isocenter.ingest.dataset;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.prepared.PreparedImage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Makes, finds and prepares dataset versions. */
@ApplicationScoped
public class Datasets {
    private final DatasetMaker maker;
    private final StoredDatasets stored;
    private final ImagePreparation preparation;
    private final Path caches;

    Datasets(DatasetMaker maker, StoredDatasets stored, ImagePreparation preparation, IsocenterHome home) {
        this.maker = maker;
        this.stored = stored;
        this.preparation = preparation;
        this.caches = home.path().resolve("cache");
    }

    /**
     * Makes a version; the same definition on the same catalogue gives the version that is there already.
     *
     * @throws DatasetException when a condition is unknown, nothing matches, or a fixed split puts one patient into
     *     two parts
     */
    public DatasetVersion create(DatasetDefinition definition) {
        return maker.create(definition);
    }

    /**
     * Finds {@code name} (its newest version) or {@code name@version}.
     *
     * @throws DatasetException when there is none; the message names those that exist
     */
    @Transactional
    public DatasetVersion require(String id) {
        List<StoredDataset> all = stored.all();
        return all.stream()
                .filter(each -> id.equals(each.id) || id.equals(each.name))
                .reduce((earlier, later) -> later)
                .map(StoredDataset::toVersion)
                .orElseThrow(() -> new DatasetException("there is no such dataset; "
                        + (all.isEmpty()
                                ? "create one first"
                                : "there are "
                                        + all.stream().map(each -> each.id).collect(Collectors.joining(", ")))));
    }

    /** Every version, by name and version. */
    @Transactional
    public List<DatasetVersion> all() {
        return stored.all().stream().map(StoredDataset::toVersion).toList();
    }

    /**
     * The manifest, sorted by instance.
     *
     * @throws DatasetException when the stored manifest no longer gives the version's hash
     */
    @Transactional
    public List<DatasetMember> members(DatasetVersion version) {
        List<DatasetMember> members =
                stored.members(version.id()).stream().map(StoredMember::member).toList();
        if (!Manifest.root(members).equals(version.sha256())) {
            throw new DatasetException("the manifest of " + version.id()
                    + " was changed in the database: restore a backup, or create the dataset again under another name");
        }
        return members;
    }

    /** Counts by part, sex, age band, modality and site. */
    public DatasetStatistics show(DatasetVersion version) {
        return DatasetStatistics.of(version, members(version));
    }

    /**
     * Opens the version's images at a size, preparing them first when that has not been done. May be interrupted at
     * any time: the file appears whole or not at all.
     *
     * @param size side of the square images in pixels, 8 to 4096
     * @throws DatasetException when stored images are missing, changed or cannot be decoded
     */
    public ImageCache prepare(DatasetVersion version, int size, PreparationListener listener) {
        if (!PreparedImage.isSize(size)) {
            throw new DatasetException("images can be prepared at %d to %d pixels a side, not %d"
                    .formatted(PreparedImage.SMALLEST, PreparedImage.LARGEST, size));
        }
        return preparation.open(caches, version.sha256(), members(version), size, listener);
    }
}
