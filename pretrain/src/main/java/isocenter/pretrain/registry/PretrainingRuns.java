package isocenter.pretrain.registry;

import jakarta.data.Limit;
import jakarta.data.repository.Find;
import jakarta.data.repository.Insert;
import jakarta.data.repository.Query;
import jakarta.data.repository.Repository;
import jakarta.data.repository.Update;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores runs and their points. */
@Repository
interface PretrainingRuns {

    @Insert
    void insert(PretrainingRun run);

    @Update
    void update(PretrainingRun run);

    @Find
    Optional<PretrainingRun> find(UUID id);

    @Query("order by started desc, id")
    List<PretrainingRun> newest(Limit limit);

    @Query("select p from TrainingPoint p where p.run = :run and p.step > :step order by p.step")
    List<TrainingPoint> pointsAfter(UUID run, long step);

    @Query("order by started, id")
    List<PretrainingRun> all();

    /** The label revisions that judged a run on its way. */
    @Query("select distinct e.labels from PretrainEvaluation e where e.run = :run order by e.labels")
    List<String> watchedBy(UUID run);

    @Insert
    void insertPoints(List<TrainingPoint> points);

    @Query("delete from TrainingPoint where run = :run and step >= :step")
    int deletePointsFrom(UUID run, long step);

    @Insert
    void insert(PretrainEvaluation evaluation);

    @Query("delete from PretrainEvaluation where run = :run and step >= :step")
    int deleteEvaluationsFrom(UUID run, long step);

    @Query("select e from PretrainEvaluation e where e.run = :run order by e.step")
    List<PretrainEvaluation> evaluations(UUID run);

    @Query("update PretrainingRun set seconds = :seconds where id = :id")
    int spent(UUID id, double seconds);

    @Query("where outcome = RUNNING order by started, id")
    List<PretrainingRun> running();

    @Query("select p from TrainingPoint p where p.run = :run order by p.step desc")
    List<TrainingPoint> newestPoints(UUID run, Limit limit);

    @Query("select p from TrainingPoint p where p.run = :run order by p.step")
    List<TrainingPoint> points(UUID run);
}
