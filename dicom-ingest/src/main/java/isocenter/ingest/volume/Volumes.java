package isocenter.ingest.volume;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The volumes of the catalogue's series. */
@ApplicationScoped
public class Volumes {
    private final StaleSeries stale;
    private final VolumeStore store;
    private final Archive archive;

    Volumes(StaleSeries stale, VolumeStore store, Archive archive) {
        this.stale = stale;
        this.store = store;
        this.archive = archive;
    }

    /**
     * Assembles the volumes of every series that has other objects than when it was looked at last; the others cost
     * nothing. What is done stays done when this is interrupted.
     *
     * @return how many series were looked at
     * @throws VolumeException when a stored file is missing, changed or cannot be read
     */
    public int assemble() {
        Map<String, String> series = stale.find();
        series.forEach((id, fingerprint) -> {
            List<Instance> instances = store.instances(id);
            VolumeAssembler assembler = new VolumeAssembler();
            instances.forEach(instance -> assembler.add(instance.id, read(instance)));
            store.replace(id, fingerprint, instances, assembler.assemble());
        });
        return series.size();
    }

    private DicomObject read(Instance instance) {
        try {
            return StoredObject.read(archive.object(instance), instance.sha256)
                    .orElseThrow(() -> new VolumeException("the stored file of image " + instance.id
                            + " is not the one that was catalogued: restore it from a backup"));
        } catch (IOException | UncheckedIOException e) {
            throw new VolumeException("the stored file of image " + instance.id + " cannot be read", e);
        } catch (DicomFormatException e) {
            throw new VolumeException("image " + instance.id + " cannot be parsed: " + e.getMessage(), e);
        }
    }

    /** Hands over every volume whose series has not changed since, by id. */
    public void forEach(Consumer<CataloguedVolume> action) {
        String last = "";
        List<CataloguedVolume> page = store.page(last);
        while (!page.isEmpty()) {
            page.forEach(action);
            last = page.get(page.size() - 1).id();
            page = store.page(last);
        }
    }

    /** The volumes with these ids, superseded ones too, by id; unknown ids are left out. */
    public List<CataloguedVolume> withIds(List<String> ids) {
        return store.withIds(ids);
    }
}
