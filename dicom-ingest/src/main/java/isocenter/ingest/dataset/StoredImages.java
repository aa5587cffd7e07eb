package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.PixelDecodeException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The stored objects behind a dataset's members, checked against the manifest before they are used. */
@ApplicationScoped
class StoredImages {
    private static final int PAGE = 1000;

    private final Instances instances;
    private final Archive archive;
    private final Part10Parser parser = new Part10Parser();

    StoredImages(Instances instances, Archive archive) {
        this.instances = instances;
        this.archive = archive;
    }

    record Location(Path file, long pixels) {}

    /** Where each member lies, in the order of the members. */
    @Transactional
    List<Location> locate(List<DatasetMember> members) {
        Map<String, Location> found = new HashMap<>();
        for (int start = 0; start < members.size(); start += PAGE) {
            List<String> ids = members.subList(start, Math.min(start + PAGE, members.size())).stream()
                    .map(DatasetMember::instance)
                    .toList();
            for (Instance instance : instances.withIds(ids)) {
                found.put(instance.id, new Location(archive.object(instance), (long) instance.rows * instance.columns));
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

    /** @throws DatasetException when the object is missing, is not the one in the manifest, or cannot be decoded */
    GreyImage read(DatasetMember member, Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (!Sha256.hex(bytes).equals(member.fileSha256())) {
                throw new DatasetException("the stored file of image " + member.instance()
                        + " is not the one that the dataset was made from: restore it from a backup");
            }
            return Frames.of(parser.parse(bytes)).grey(0);
        } catch (IOException e) {
            throw new DatasetException("the stored file of image " + member.instance() + " cannot be read", e);
        } catch (DicomFormatException | PixelDecodeException e) {
            throw new DatasetException("image " + member.instance() + " cannot be decoded: " + e.getMessage(), e);
        }
    }
}
