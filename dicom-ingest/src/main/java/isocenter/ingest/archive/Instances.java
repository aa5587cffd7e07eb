package isocenter.ingest.archive;

import jakarta.data.repository.CrudRepository;
import jakarta.data.repository.Find;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;

/** The catalogue of kept images. */
@Repository
public interface Instances extends CrudRepository<Instance, String> {
    @Query("order by id")
    List<Instance> all();

    @Find
    @OrderBy("id")
    List<Instance> ofPatient(String patient);

    @Query("select count(i) from Instance i")
    long total();

    @Query("where id in :ids")
    List<Instance> withIds(List<String> ids);

    @Query("select distinct i.series from Instance i where i.study = :study order by i.series")
    List<String> seriesOf(String study);

    @Query("where study = :study order by series, number, id")
    List<Instance> ofStudy(String study);

    @Query("where study = :study and series = :series order by number, id")
    List<Instance> ofSeries(String study, String series);
}
