package isocenter.ingest.dataset;

import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.prepared.PreparedImages;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Brings every member into a cache file, on all cores: squares that ingest has left, and what it has not decoded. */
@ApplicationScoped
class ImagePreparation {
    private static final Logger LOG = Logger.getLogger(ImagePreparation.class);
    /** Up to here a file is checked whole before it is used, at roughly a second; beyond, image by image. */
    private static final long CHECKED_WHOLE = 1L << 30;

    private final StoredImages images;
    private final PreparedImages squares;

    ImagePreparation(StoredImages images, PreparedImages squares) {
        this.images = images;
        this.squares = squares;
    }

    /** Opens the cache, making it when it is missing or damaged; a second process waits for the first. */
    ImageCache open(Path folder, String root, List<DatasetMember> members, int size, PreparationListener listener) {
        Path file = folder.resolve(CacheFiles.IMAGES + root + "-" + size + "-p" + PreparedImage.VERSION);
        CacheLock.holding(file, () -> {
            if (!usable(file, root, members, size)) {
                prepare(file, root, members, size, listener);
            }
        });
        return ImageCache.open(file, root, members, size);
    }

    private static boolean usable(Path file, String root, List<DatasetMember> members, int size) {
        if (!Files.exists(file)) {
            return false;
        }
        try (ImageCache cache = ImageCache.open(file, root, members, size)) {
            if (cache.payloadBytes() <= CHECKED_WHOLE) {
                cache.checkAll();
            }
            return true;
        } catch (ImageCacheDamaged e) {
            LOG.warnf("prepared images are made again: %s", e.getMessage());
            return false;
        }
    }

    private void prepare(Path file, String root, List<DatasetMember> members, int size, PreparationListener listener)
            throws IOException {
        List<StoredImages.Location> locations = images.locate(members);
        List<List<DatasetMember>> objects = byObject(members);
        PixelBudget budget = new PixelBudget(Runtime.getRuntime().maxMemory());
        PreparationProgress progress = new PreparationProgress(members.size(), listener);
        try (CacheWriter writer = new CacheWriter(file, root, members.size(), size)) {
            AllCores.run(objects.size(), object -> {
                List<DatasetMember> frames = objects.get(object);
                StoredImages.Location location = locations.get(frames.get(0).index());
                Optional<byte[]> ready = leftByIngest(frames, size);
                if (ready.isPresent()) {
                    writer.write(frames.get(0).index(), ready.get());
                    progress.one();
                    return;
                }
                int acquired = budget.acquire(location.pixels());
                try {
                    images.forEach(frames, location, (member, image) -> {
                        writer.write(member.index(), PreparedImage.of(image, size));
                        progress.one();
                    });
                } finally {
                    budget.release(acquired);
                }
            });
            writer.publish();
        }
    }

    /** Members are sorted by instance and frame: those of one object are neighbours and are decoded in one pass. */
    private static List<List<DatasetMember>> byObject(List<DatasetMember> members) {
        List<List<DatasetMember>> objects = new ArrayList<>();
        String last = "";
        for (DatasetMember member : members) {
            if (!member.instance().equals(last)) {
                objects.add(new ArrayList<>(1));
                last = member.instance();
            }
            objects.get(objects.size() - 1).add(member);
        }
        return objects;
    }

    /** Ingest leaves squares of first frames only. */
    private Optional<byte[]> leftByIngest(List<DatasetMember> frames, int size) throws IOException {
        DatasetMember first = frames.get(0);
        return frames.size() == 1 && first.frame() == 0 ? squares.find(first.fileSha256(), size) : Optional.empty();
    }
}
