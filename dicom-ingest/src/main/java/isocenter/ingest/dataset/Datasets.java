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
                .map(this::version)
                .orElseThrow(() -> new DatasetException("there is no such dataset; "
                        + (all.isEmpty()
                                ? "create one first"
                                : "there are "
                                        + all.stream().map(each -> each.id).collect(Collectors.joining(", ")))));
    }

    /** Every version, by name and version. */
    @Transactional
    public List<DatasetVersion> all() {
        return stored.all().stream().map(this::version).toList();
    }

    private DatasetVersion version(StoredDataset row) {
        return row.toVersion(stored.erased(row.id));
    }

    /**
     * Says whether a version still has all its members.
     *
     * @throws DatasetException when some were erased with their patients: what was learned from such a version could no
     *     longer be said to come from what its hash stands for
     */
    @Transactional
    public void requireWhole(DatasetVersion version) {
        long erased = stored.erased(version.id());
        if (erased > 0) {
            throw new DatasetException(
                    "%d of the images of %s were erased with their patients: create the dataset again,"
                                    .formatted(erased, version.id())
                            + " which makes a version without them");
        }
    }

    /**
     * The manifest, sorted by instance, without members that were erased.
     *
     * @throws DatasetException when the stored manifest no longer gives the version's hash
     */
    @Transactional
    public List<DatasetMember> members(DatasetVersion version) {
        ManifestLines lines = ManifestLines.of(stored.members(version.id()), stored.erasedMembers(version.id()));
        if (!Manifest.root(lines).equals(version.sha256())) {
            throw new DatasetException("the manifest of " + version.id()
                    + " was changed in the database: restore a backup, or create the dataset again under another name");
        }
        return lines.members();
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
     * @throws DatasetException when stored images are missing, changed or cannot be decoded, or some were erased
     */
    public ImageCache prepare(DatasetVersion version, int size, PreparationListener listener) {
        if (!PreparedImage.isSize(size)) {
            throw new DatasetException("images can be prepared at %d to %d pixels a side, not %d"
                    .formatted(PreparedImage.SMALLEST, PreparedImage.LARGEST, size));
        }
        requireWhole(version);
        List<DatasetMember> members = members(version);
        if (members.stream().anyMatch(member -> member.volume() != null)) {
            throw new DatasetException(version.id() + " holds volumes, not images: prepare it as blocks");
        }
        ImageCache cache = images.open(caches, version.sha256(), members, size, listener);
        requireStillWhole(version, cache);
        return cache;
    }

    /** Sides of the images that a version has been prepared at, smallest first; {@link #prepare} opens these at once. */
    public List<Integer> preparedSizes(DatasetVersion version) {
        return CacheFiles.of(caches, version.sha256()).imageSizes();
    }

    /**
     * Opens the version's volumes as blocks of a shape, preparing them first when that has not been done. May be
     * interrupted at any time: the file appears whole or not at all.
     *
     * @throws DatasetException when the version holds images, stored slices are missing, changed or cannot be
     *     decoded, or volumes were erased
     */
    public VolumeCache prepareVolumes(DatasetVersion version, BlockShape shape, PreparationListener listener) {
        requireWhole(version);
        List<DatasetMember> members = members(version);
        if (members.stream().anyMatch(member -> member.volume() == null)) {
            throw new DatasetException(version.id() + " holds images, not volumes: create one of volumes");
        }
        VolumeCache cache = blocks.open(caches, version.sha256(), members, shape, listener);
        requireStillWhole(version, cache);
        return cache;
    }

    /** An erasure that ended while the file was being made did not see it. */
    private <C extends AutoCloseable> void requireStillWhole(DatasetVersion version, C cache) {
        try {
            requireWhole(version);
        } catch (DatasetException e) {
            try (cache) {
                CacheFiles.of(caches, version.sha256()).delete();
            } catch (Exception other) {
                e.addSuppressed(other);
            }
            throw e;
        }
    }
}
