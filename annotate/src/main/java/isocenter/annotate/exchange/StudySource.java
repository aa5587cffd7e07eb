package isocenter.annotate.exchange;

import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The studies that are kept here. */
@ApplicationScoped
class StudySource {
    private final Instances instances;
    private final ObjectStore store;
    private final Pseudonyms pseudonyms;
    private final DicomParser parser = new Part10Parser();

    StudySource(Instances instances, ObjectStore store, Pseudonyms pseudonyms) {
        this.instances = instances;
        this.store = store;
        this.pseudonyms = pseudonyms;
    }

    /** What an original UID is called here. */
    String pseudonym(String uid) {
        return pseudonyms.uid(uid);
    }

    /** The study of an original or a pseudonymous UID; empty when it is not kept here. */
    @Transactional
    Optional<SourceStudy> find(String uid) {
        return kept(uid).or(() -> kept(pseudonym(uid)));
    }

    private Optional<SourceStudy> kept(String uid) {
        List<Instance> rows = instances.ofStudy(uid);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Instance> byId = new HashMap<>();
        rows.forEach(row -> byId.put(row.id, row));
        List<SourceImage> images = rows.stream()
                .map(row -> new SourceImage(
                        row.id, row.series, row.sopClass, row.modality, row.frames, row.rows, row.columns))
                .toList();
        return Optional.of(
                new SourceStudy(uid, rows.get(0).patient, images, image -> header(byId.get(image.instance()))));
    }

    private DataSet header(@Nullable Instance row) {
        if (row == null) {
            throw new IllegalStateException("An image is no longer kept here");
        }
        try {
            return LossyCompression.header(parser.parse(store.file(row.path, row.sha256, row.sizeBytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
