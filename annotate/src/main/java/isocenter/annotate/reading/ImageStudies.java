package isocenter.annotate.reading;

import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** Which study an image is of, and which patient a study. */
@Repository
interface ImageStudies {
    /** An image and its study, by pseudonymous UIDs. */
    record Row(String image, String study) {}

    /** A study and its patient's pseudonym. */
    record Owner(String study, String patient) {}

    @Query("select id, patient from isocenter.ingest.archive.Study where id in :studies")
    List<Owner> patients(List<String> studies);

    @Query("select id, study from isocenter.ingest.archive.Instance where id in :images")
    List<Row> of(List<String> images);

    @Query("select id, study from isocenter.ingest.archive.Instance where study in :studies")
    List<Row> within(List<String> studies);
}
