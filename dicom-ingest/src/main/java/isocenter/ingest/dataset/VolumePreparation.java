package isocenter.ingest.dataset;

import isocenter.ingest.archive.Instance;
import isocenter.ingest.volume.BlockResampler;
import isocenter.ingest.volume.BlockShape;
import isocenter.ingest.volume.CataloguedVolume;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Brings every member's volume into a file of blocks, a volume on each core. */
@ApplicationScoped
class VolumePreparation {
    private static final Logger LOG = Logger.getLogger(VolumePreparation.class);
    /** Up to here a file is checked whole before it is used; beyond, plane by plane. */
    private static final long CHECKED_WHOLE = 1L << 30;
    /** The distribution of a volume's values is kept in as much memory as this many pixels take. */
    private static final long DISTRIBUTION = 1L << 18;

    private final VolumeSlices slices;

    VolumePreparation(VolumeSlices slices) {
        this.slices = slices;
    }

    /** Opens the cache, making it when it is missing or damaged; a second process waits for the first. */
    VolumeCache open(
            Path folder, String root, List<DatasetMember> members, BlockShape shape, PreparationListener listener) {
        Path file = folder.resolve(CacheFiles.VOLUMES + root + "-" + name(shape) + "-p" + BlockResampler.VERSION);
        CacheLock.holding(file, () -> {
            if (!usable(file, root, members, shape)) {
                prepare(file, root, members, shape, listener);
            }
        });
        return VolumeCache.open(file, root, members, shape);
    }

    private static String name(BlockShape shape) {
        return "%dx%dx%d-%sx%sx%s"
                .formatted(
                        shape.depth(),
                        shape.height(),
                        shape.width(),
                        shape.depthSpacing(),
                        shape.heightSpacing(),
                        shape.widthSpacing());
    }

    private static boolean usable(Path file, String root, List<DatasetMember> members, BlockShape shape) {
        if (!Files.exists(file)) {
            return false;
        }
        try (VolumeCache cache = VolumeCache.open(file, root, members, shape)) {
            if (cache.payloadBytes() <= CHECKED_WHOLE) {
                cache.checkAll();
            }
            return true;
        } catch (ImageCacheDamaged e) {
            LOG.warnf("prepared volumes are made again: %s", e.getMessage());
            return false;
        }
    }

    private void prepare(
            Path file, String root, List<DatasetMember> members, BlockShape shape, PreparationListener listener)
            throws IOException {
        List<CataloguedVolume> volumes = slices.locate(members);
        PixelBudget budget = new PixelBudget(Runtime.getRuntime().maxMemory());
        PreparationProgress progress = new PreparationProgress(members.size(), listener);
        try (VolumeCacheWriter writer = new VolumeCacheWriter(file, root, members.size(), shape)) {
            AllCores.run(members.size(), index -> {
                CataloguedVolume volume = volumes.get(index);
                Map<String, Instance> objects = slices.objects(volume);
                long slice = (long) volume.volume().geometry().rows()
                        * volume.volume().geometry().columns();
                int acquired = budget.acquire(shape.voxels() + slice + DISTRIBUTION);
                try {
                    BlockResampler resampler = new BlockResampler(volume.volume(), volume.modality(), shape);
                    slices.forEach(volume, objects, resampler::slice);
                    writer.write(index, resampler.block());
                } finally {
                    budget.release(acquired);
                }
                progress.one();
            });
            writer.publish();
        }
    }
}
