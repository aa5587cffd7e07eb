package isocenter.ingest.dataset;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.pixel.FrameCursor;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.PixelDecodeException;
import isocenter.ingest.volume.CataloguedVolume;
import isocenter.ingest.volume.FrameRef;
import isocenter.ingest.volume.VolumeId;
import isocenter.ingest.volume.Volumes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The stored objects behind a dataset's volumes, checked against the volumes' names before they are used. */
@ApplicationScoped
class VolumeSlices {
    private static final int PAGE = 1000;

    private final Volumes volumes;
    private final Instances instances;
    private final Archive archive;

    VolumeSlices(Volumes volumes, Instances instances, Archive archive) {
        this.volumes = volumes;
        this.instances = instances;
        this.archive = archive;
    }

    /** Takes decoded slices. */
    interface SliceSink {
        /** @param slice index in the volume's order */
        void take(int slice, GreyImage image);
    }

    /** The members' volumes, in the order of the members. */
    List<CataloguedVolume> locate(List<DatasetMember> members) {
        Map<String, CataloguedVolume> found = new HashMap<>();
        volumes.withIds(members.stream()
                        .map(DatasetMember::fileSha256)
                        .distinct()
                        .toList())
                .forEach(volume -> found.put(volume.id(), volume));
        return members.stream()
                .map(member -> {
                    CataloguedVolume volume = found.get(member.fileSha256());
                    if (volume == null) {
                        throw new DatasetException("volume " + member.volume() + " is no longer in the catalogue");
                    }
                    return volume;
                })
                .toList();
    }

    /** The objects of a volume, by their pseudonymous UID. */
    @Transactional
    Map<String, Instance> objects(CataloguedVolume volume) {
        List<String> ids = volume.volume().frames().stream()
                .map(FrameRef::instance)
                .distinct()
                .toList();
        Map<String, Instance> found = new TreeMap<>();
        for (int start = 0; start < ids.size(); start += PAGE) {
            instances
                    .withIds(ids.subList(start, Math.min(start + PAGE, ids.size())))
                    .forEach(instance -> found.put(instance.id, instance));
        }
        if (found.size() != ids.size()
                || !volume.id().equals(VolumeId.of(volume.volume().frames(), id -> required(found, id).sha256))) {
            throw new DatasetException(
                    "the slices of volume " + volume.id() + " are no longer those in the catalogue: restore a backup");
        }
        return found;
    }

    private static Instance required(Map<String, Instance> found, String id) {
        return Objects.requireNonNull(found.get(id), "a slice's object");
    }

    /**
     * Decodes every slice once, object by object.
     *
     * @throws DatasetException when an object is missing, is not the one in the catalogue, or cannot be decoded
     */
    void forEach(CataloguedVolume volume, Map<String, Instance> objects, SliceSink sink) {
        Map<String, List<Integer>> slices = new LinkedHashMap<>();
        List<FrameRef> frames = volume.volume().frames();
        for (int slice = 0; slice < frames.size(); slice++) {
            slices.computeIfAbsent(frames.get(slice).instance(), id -> new ArrayList<>(1))
                    .add(slice);
        }
        slices.forEach((id, inObject) -> {
            inObject.sort(Comparator.comparingInt(slice -> frames.get(slice).frame()));
            Instance object = required(objects, id);
            Frames decoded = StoredImages.open(id, object.sha256, () -> archive.object(object));
            try (FrameCursor cursor = decoded.cursor()) {
                for (int slice : inObject) {
                    int frame = frames.get(slice).frame();
                    sink.take(slice, decoded.grey(frame, cursor.at(frame)));
                }
            } catch (PixelDecodeException e) {
                throw StoredImages.undecodable(id, e);
            }
        });
    }
}
