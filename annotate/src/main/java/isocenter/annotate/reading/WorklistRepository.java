package isocenter.annotate.reading;

import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import java.util.List;
import java.util.Optional;

@Repository
interface WorklistRepository {
    /** PostgreSQL takes 65,535 parameters in one statement. */
    int BATCH = 10_000;

    @Find
    Optional<Worklist> worklist(String name);

    @Query("from Worklist order by created desc, name")
    List<Worklist> all();

    @Insert
    void insert(Worklist worklist);

    @Query("select i.study, min(i.patient), min(i.modality), min(i.bodyPart), min(s.date), count(*)"
            + " from isocenter.ingest.archive.Instance i, isocenter.ingest.archive.Study s"
            + " where s.id = i.study and i.study in :studies group by i.study")
    List<StudyFacts> facts(List<String> studies);

    @Query(
            "select r.worklist, r.reader, r.role, r.state, count(*), sum(r.seconds) from Reading r"
                    + " where r.worklist = :worklist group by r.worklist, r.reader, r.role, r.state order by r.reader, r.role, r.state")
    List<ReadingCount> counts(String worklist);

    @Query("select r.worklist, r.reader, r.role, r.state, count(*), sum(r.seconds) from Reading r"
            + " where r.reader = :reader group by r.worklist, r.reader, r.role, r.state")
    List<ReadingCount> countsOf(String reader);
}
