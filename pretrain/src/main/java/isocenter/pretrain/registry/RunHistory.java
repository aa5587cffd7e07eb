package isocenter.pretrain.registry;

import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Every pretraining that was begun, with its curve as far as it goes. */
@ApplicationScoped
public class RunHistory {
    private final PretrainingRuns runs;
    private final BackboneVersions backbones;

    RunHistory(PretrainingRuns runs, BackboneVersions backbones) {
        this.runs = runs;
        this.backbones = backbones;
    }

    /** The newest runs, newest first. */
    @Transactional
    public List<PretrainingRun> recent(int limit) {
        return runs.newest(Limit.of(limit));
    }

    @Transactional
    public Optional<PretrainingRun> find(UUID id) {
        return runs.find(id);
    }

    /** The backbone that a run made; nothing while it goes on, and when it failed. */
    @Transactional
    public Optional<BackboneVersion> madeBy(PretrainingRun run) {
        return backbones.madeBy(run.id);
    }

    /** What was measured after a step, in the order of the steps. */
    @Transactional
    public List<TrainingPoint> pointsAfter(UUID run, long step) {
        return runs.pointsAfter(run, step);
    }

    /** What labelled patients said of it on its way, by step; empty when it was not watched. */
    @Transactional
    public List<PretrainEvaluation> evaluations(UUID run) {
        return runs.evaluations(run);
    }
}
