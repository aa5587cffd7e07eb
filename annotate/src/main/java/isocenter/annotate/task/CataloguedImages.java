package isocenter.annotate.task;

import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** Looks images up in the catalogue. */
@Repository
interface CataloguedImages {

    /** PostgreSQL takes 65,535 parameters in one statement. */
    int BATCH = 10_000;

    /** Those of at most {@link #BATCH} identifiers that are of a kept image. */
    @Query("select id from isocenter.ingest.archive.Instance where id in :ids")
    List<String> known(List<String> ids);
}
