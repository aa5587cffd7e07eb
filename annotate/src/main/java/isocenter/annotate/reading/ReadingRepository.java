package isocenter.annotate.reading;

import jakarta.data.Limit;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;
import org.hibernate.LockMode;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

@Repository
interface ReadingRepository {
    StatelessSession session();

    /** The reading, held until the transaction ends. */
    default Optional<Reading> lock(String id) {
        @Nullable Reading row = session().get(Reading.class, id, LockMode.PESSIMISTIC_WRITE);
        return Optional.ofNullable(row);
    }

    default Optional<Reading> reading(String id) {
        return Optional.ofNullable(session().get(Reading.class, id));
    }

    @Insert
    void insert(List<Reading> rows);

    @Insert
    void insert(Reading row);

    @Update
    void update(Reading row);

    @Insert
    void insert(ReadingStep row);

    @Insert
    void insert(ReadingVersion row);

    @Query("from Reading where worklist = :worklist and study = :study order by id")
    List<Reading> ofStudy(String worklist, String study);

    /**
     * Holds a study's readings of one worklist until the transaction ends, so that of two readers who end at once the
     * second sees that the first has.
     */
    default void lockStudy(String worklist, String study) {
        session()
                .createNativeQuery(
                        "select id from reading where worklist = :worklist and study = :study order by id for update",
                        String.class)
                .setParameter("worklist", worklist)
                .setParameter("study", study)
                .getResultList();
    }

    @Query("select coalesce(max(position), 0) from Reading where worklist = :worklist and reader = :reader")
    long lastPosition(String worklist, String reader);

    @Query("from Reading where worklist = :worklist order by position, reader, role")
    List<Reading> ofWorklist(String worklist);

    @Query("from Reading where reader = :reader and worklist = :worklist and state = :state and position > :after"
            + " order by position")
    List<Reading> page(String reader, String worklist, String state, long after, Limit limit);

    @Query("from ReadingStep where reading = :reading and number = :number")
    Optional<ReadingStep> step(String reading, int number);

    @Query("delete from ReadingStep where reading = :reading and number > :number")
    int forgetAfter(String reading, int number);

    @Query("from ReadingVersion where reading = :reading order by number")
    List<ReadingVersion> versions(String reading);

    @Query("select v from ReadingVersion v, Reading r where v.reading = r.id and r.worklist = :worklist"
            + " order by v.reading, v.number")
    List<ReadingVersion> versionsOfWorklist(String worklist);

    @Query("select v from ReadingVersion v, Reading r where v.reading = r.id and r.worklist = :worklist"
            + " and r.study = :study order by v.reading, v.number")
    List<ReadingVersion> versionsOfStudy(String worklist, String study);
}
