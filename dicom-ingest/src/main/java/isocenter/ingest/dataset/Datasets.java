package isocenter.ingest.dataset;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.Volumes;
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
    private final ImagePreparation images;
    private final VolumePreparation blocks;
    private final Volumes volumes;
    private final Path caches;

    Datasets(
            DatasetMaker maker,
            StoredDatasets stored,
            ImagePreparation images,
            VolumePreparation blocks,
            Volumes volumes,
            IsocenterHome home) {
        this.maker = maker;
        this.stored = stored;
        this.images = images;
        this.blocks = blocks;
        this.volumes = volumes;
        this.caches = home.path().resolve("cache");
    }

    /**
     * Makes a version; the same definition on the same catalogue gives the version that is there already. Slices and
     * volumes are first assembled from the headers of every series that has changed.
     *
     * @throws DatasetException when a condition is unknown, nothing matches, or a fixed split puts one patient into
     *     two parts
     */
    public DatasetVersion create(DatasetDefinition definition) {
        boolean ofVolumes = definition.frames() instanceof FramePolicy.EvenSlices
                || definition.frames() instanceof FramePolicy.WholeVolumes;
        if (ofVolumes) {
            volumes.assemble(); // not in the version's transaction: it may take minutes
        }
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
        List<DatasetMember> members = members(version);
        if (members.stream().anyMatch(member -> member.volume() != null)) {
            throw new DatasetException(version.id() + " holds volumes, not images: prepare it as blocks");
        }
        return images.open(caches, version.sha256(), members, size, listener);
    }

    /**
     * Opens the version's volumes as blocks of a shape, preparing them first when that has not been done. May be
     * interrupted at any time: the file appears whole or not at all.
     *
     * @throws DatasetException when the version holds images, or stored slices are missing, changed or cannot be decoded
     */
    public VolumeCache prepareVolumes(DatasetVersion version, BlockShape shape, PreparationListener listener) {
        List<DatasetMember> members = members(version);
        if (members.stream().anyMatch(member -> member.volume() == null)) {
            throw new DatasetException(version.id() + " holds images, not volumes: create one of volumes");
        }
        return blocks.open(caches, version.sha256(), members, shape, listener);
    }
}
