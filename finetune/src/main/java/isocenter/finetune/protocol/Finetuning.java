package isocenter.finetune.protocol;

import isocenter.annotate.task.LabelTask;
import isocenter.annotate.task.LabelTasks;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.finetune.evaluation.Predictors;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.job.JobQueue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Asks for predictors. */
@ApplicationScoped
public class Finetuning {

    private final FinetunePlans plans;
    private final LabelTasks tasks;
    private final JobQueue queue;
    private final Predictors predictors;

    Finetuning(FinetunePlans plans, LabelTasks tasks, JobQueue queue, Predictors predictors) {
        this.plans = plans;
        this.tasks = tasks;
        this.queue = queue;
        this.predictors = predictors;
    }

    /** The predictor that exactly this request already made, so that it need not be made again. */
    public Optional<PredictorVersion> existing(
            FinetuneRecipe recipe,
            Initialisation initialisation,
            DatasetVersion dataset,
            LabelTask task,
            double fraction,
            boolean test) {
        return predictors.ofRequest(
                request(recipe, initialisation, dataset, task, fraction, test).sha256());
    }

    /**
     * Queues a fine-tuning with the task's newest labels. While an equal one is unfinished, that one goes on. Ask
     * {@link #existing} first: this does not.
     *
     * @param fraction of the training patients whose labels may be seen, (0, 1]
     * @param test whether to score the test part too, which should be done once, at the end
     * @return the job
     * @throws FinetuneRefused for too few patients, a class that is missing, or a leak from validation to training;
     *     nothing is queued then
     */
    public UUID submit(
            FinetuneRecipe recipe,
            Initialisation initialisation,
            DatasetVersion dataset,
            LabelTask task,
            double fraction,
            boolean test) {
        FinetuneRequest request = request(recipe, initialisation, dataset, task, fraction, test);
        plans.of(request);
        return queue.submit(FinetuneJob.KIND, request.sha256(), request.json());
    }

    private FinetuneRequest request(
            FinetuneRecipe recipe,
            Initialisation initialisation,
            DatasetVersion dataset,
            LabelTask task,
            double fraction,
            boolean test) {
        String labels = tasks.revision(task).id();
        return new FinetuneRequest(recipe, initialisation, dataset.id(), labels, fraction, test);
    }
}
