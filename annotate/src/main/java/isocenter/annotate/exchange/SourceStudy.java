package isocenter.annotate.exchange;

import isocenter.ingest.dicom.DataSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A study that was read: its images, and what their de-identified headers say. For one thread. */
final class SourceStudy {
    private final String uid;
    private final String patient;
    private final List<SourceImage> images;
    private final Map<String, SourceImage> byInstance;
    private final Function<SourceImage, DataSet> headers;
    private @Nullable DataSet header;

    /**
     * @param uid pseudonymous Study Instance UID
     * @param patient the patient's pseudonym
     * @param images one at least, by series
     * @param headers the de-identified object of an image, as it is kept
     */
    SourceStudy(String uid, String patient, List<SourceImage> images, Function<SourceImage, DataSet> headers) {
        this.uid = uid;
        this.patient = patient;
        this.images = List.copyOf(images);
        this.byInstance = images.stream().collect(Collectors.toMap(SourceImage::instance, Function.identity()));
        this.headers = headers;
    }

    String uid() {
        return uid;
    }

    String patient() {
        return patient;
    }

    List<SourceImage> images() {
        return images;
    }

    Optional<SourceImage> find(String instance) {
        return Optional.ofNullable(byInstance.get(instance));
    }

    /** @throws IllegalStateException when the study has no such image any more */
    SourceImage image(String instance) {
        return find(instance)
                .orElseThrow(() -> new IllegalStateException("A reading marks an image that is no longer kept here"));
    }

    List<SourceImage> series(String series) {
        return images.stream().filter(image -> image.series().equals(series)).toList();
    }

    /** The header of the study's first image. */
    DataSet header() {
        DataSet known = header;
        if (known == null) {
            known = headers.apply(images.get(0));
            header = known;
        }
        return known;
    }

    DataSet header(SourceImage image) {
        return headers.apply(image);
    }
}
