package isocenter.annotate.reading;

import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.archive.Series;
import isocenter.ingest.archive.Study;
import jakarta.data.repository.Find;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The images of studies, as the page shows them. */
@Repository
interface StudyImages {
    @Find
    Optional<Study> study(String id);

    /** A study's series, by number. */
    @Query("from isocenter.ingest.archive.Series where study = :study order by number, id")
    List<Series> series(String study);

    /** A patient's other studies that are not later, newest first. */
    @Query("from isocenter.ingest.archive.Study where patient = :patient and id <> :study"
            + " and (date is null or :date is null or date <= :date) order by date desc nulls last, id")
    List<Study> earlier(String patient, String study, @Nullable String date);

    /** All studies that a reader may see. */
    @Query("select distinct s.id from isocenter.ingest.archive.Study s, isocenter.ingest.archive.Study own, Reading r"
            + " where r.reader = :reader and own.id = r.study and s.patient = own.patient"
            + " and (s.id = own.id or s.date is null or own.date is null or s.date <= own.date)")
    List<String> assigned(String reader);

    /** This study, once for each reason why a reader may see it; empty when there is none. */
    @Query("select s.id from isocenter.ingest.archive.Study s, isocenter.ingest.archive.Study own, Reading r"
            + " where s.id = :study and r.reader = :reader and own.id = r.study and s.patient = own.patient"
            + " and (s.id = own.id or s.date is null or own.date is null or s.date <= own.date)")
    List<String> assigned(String reader, String study);

    /** A study's series with their images. */
    default List<ShownSeries> shown(Instances instances, String study) {
        List<Instance> images = instances.ofStudy(study);
        return series(study).stream()
                .map(series -> new ShownSeries(
                        series.id,
                        series.modality,
                        series.bodyPart,
                        series.description,
                        series.laterality,
                        images.stream()
                                .filter(image -> image.series.equals(series.id))
                                .map(image -> new ShownSeries.ShownImage(
                                        image.id,
                                        image.frames,
                                        image.rows,
                                        image.columns,
                                        image.number,
                                        image.viewPosition,
                                        image.laterality))
                                .toList()))
                .filter(series -> !series.images().isEmpty())
                .toList();
    }
}
