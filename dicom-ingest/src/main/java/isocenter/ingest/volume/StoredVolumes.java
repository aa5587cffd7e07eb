package isocenter.ingest.volume;

import isocenter.ingest.archive.Instance;
import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.OrderBy;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Save;
import java.util.List;
import org.hibernate.StatelessSession;

/** Volumes, their slices and the series that they come from. */
@Repository
interface StoredVolumes {
    StatelessSession session();

    /** Until the transaction ends, no other one goes past the same name. */
    default void lock(String name) {
        session()
                .createNativeQuery(
                        "select 1 from (select pg_advisory_xact_lock(hashtextextended(:name, 0))) held", Integer.class)
                .setParameter("name", name)
                .getSingleResult();
    }

    @Query("from Instance where series = :series order by id")
    List<Instance> instances(String series);

    @Query("where superseded = false and id > :after order by id")
    List<StoredVolume> current(String after, Limit limit);

    @Query("where id in :ids order by id")
    List<StoredVolume> withIds(List<String> ids);

    @Find
    @OrderBy("id")
    List<StoredVolume> ofSeries(String series);

    @Query("from StoredSlice where volume in :volumes order by volume, position")
    List<StoredSlice> slices(List<String> volumes);

    @Query("from AssembledSeries where series = :series")
    List<AssembledSeries> assembled(String series);

    @Insert
    void insertVolumes(List<StoredVolume> volumes);

    @Insert
    void insertSlices(List<StoredSlice> slices);

    @Save
    void saveVolumes(List<StoredVolume> volumes);

    @Save
    void saveSeries(AssembledSeries series);
}
