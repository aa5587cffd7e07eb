package isocenter.ingest.dataset;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.pixel.FrameCursor;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.PixelDecodeException;
import isocenter.ingest.volume.StoredObject;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The stored objects behind a dataset's members, checked against the manifest before they are used. */
@ApplicationScoped
class StoredImages {
    private static final int PAGE = 1000;

    private final Instances instances;
    private final Archive archive;

    StoredImages(Instances instances, Archive archive) {
        this.instances = instances;
        this.archive = archive;
    }

    record Location(String path, String sha256, long sizeBytes, long pixels) {}

    /** What each member is in the store, in the order of the members. */
    @Transactional
    List<Location> locate(List<DatasetMember> members) {
        Map<String, Location> found = new HashMap<>();
        for (int start = 0; start < members.size(); start += PAGE) {
            List<String> ids = members.subList(start, Math.min(start + PAGE, members.size())).stream()
                    .map(DatasetMember::instance)
                    .toList();
            for (Instance instance : instances.withIds(ids)) {
                found.put(
                        instance.id,
                        new Location(
                                instance.path,
                                instance.sha256,
                                instance.sizeBytes,
                                (long) instance.rows * instance.columns));
            }
        }
        return members.stream()
                .map(member -> {
                    Location location = found.get(member.instance());
                    if (location == null) {
                        throw new DatasetException("image " + member.instance() + " is no longer in the catalogue");
                    }
                    return location;
                })
                .toList();
    }

    /** Takes decoded frames. */
    interface FrameSink {
        void take(DatasetMember member, GreyImage image) throws IOException;
    }

    /**
     * Decodes frames of one object in one pass.
     *
     * @param frames members of one object, by ascending frame
     * @throws DatasetException when the object is missing, is not the one in the manifest, or cannot be decoded
     */
    void forEach(List<DatasetMember> frames, Location location, FrameSink sink) throws IOException {
        DatasetMember first = frames.get(0);
        Frames decoded = open(
                first.instance(),
                first.fileSha256(),
                () -> archive.object(location.path(), location.sha256(), location.sizeBytes()));
        try (FrameCursor cursor = decoded.cursor()) {
            for (DatasetMember member : frames) {
                GreyImage image = decoded.grey(member.frame(), cursor.at(member.frame()));
                sink.take(member, image);
            }
        } catch (PixelDecodeException e) {
            throw undecodable(first.instance(), e);
        }
    }

    /** The frames of a stored object, not yet decoded. */
    static Frames open(String instance, String sha256, Supplier<Path> file) {
        try {
            return Frames.of(StoredObject.read(file.get(), sha256)
                    .orElseThrow(() -> new DatasetException("the stored file of image " + instance
                            + " is not the one that the dataset was made from: restore it from a backup")));
        } catch (IOException | UncheckedIOException e) {
            throw new DatasetException("the stored file of image " + instance + " cannot be read", e);
        } catch (DicomFormatException | PixelDecodeException e) {
            throw undecodable(instance, e);
        }
    }

    static DatasetException undecodable(String instance, RuntimeException reason) {
        return new DatasetException("image " + instance + " cannot be decoded: " + reason.getMessage(), reason);
    }
}
