package isocenter.pretrain.registry;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.view.ViewPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** Asks for a backbone. */
@ApplicationScoped
public class Pretraining {

    private final Datasets datasets;
    private final JobQueue queue;
    private final Backbones backbones;

    Pretraining(Datasets datasets, JobQueue queue, Backbones backbones) {
        this.datasets = datasets;
        this.queue = queue;
        this.backbones = backbones;
    }

    /** The backbone that this recipe already made from this dataset version, so that it need not be made again. */
    public Optional<BackboneVersion> existing(PretrainRecipe recipe, DatasetVersion dataset) {
        return backbones.made(CanonicalForm.of(recipe).sha256(), dataset.id(), dataset.sha256());
    }

    /**
     * Queues a pretraining on the dataset's training part. While one of the same recipe and dataset is unfinished, that
     * one goes on. Ask {@link #existing} first: this does not.
     *
     * @return the job, which is also the run
     * @throws BackboneException when the training part is smaller than a batch, or holds a modality that the recipe's
     *     view policy is not for; nothing is queued then
     */
    public UUID submit(PretrainRecipe recipe, DatasetVersion dataset) {
        return submit(recipe, dataset, 1);
    }

    /**
     * The same, by several processes of one machine. The backbone is the one that a single process would make, but for
     * rounding.
     *
     * @param processes 1 or more; the recipe's batch is shared out among them
     */
    public UUID submit(PretrainRecipe recipe, DatasetVersion dataset, int processes) {
        if (processes < 1 || recipe.batch() % (processes * recipe.accumulate()) != 0) {
            throw new BackboneException(
                    "processes × accumulate must divide batch, and " + processes + " × " + recipe.accumulate()
                            + " does not divide " + recipe.batch() + ": choose another number of processes");
        }
        datasets.requireWhole(dataset);
        check(recipe, dataset);
        CanonicalForm form = CanonicalForm.of(recipe);
        return queue.submit(
                PretrainJob.KIND,
                CanonicalForm.of(new Inputs(form.sha256(), dataset.id(), dataset.sha256()))
                        .sha256(),
                new PretrainOrder(recipe, dataset.id(), processes).json());
    }

    /** What makes two pretrainings the same. */
    record Inputs(String recipe, String dataset, String datasetRoot) {}

    private void check(PretrainRecipe recipe, DatasetVersion dataset) {
        List<DatasetMember> pool = pool(datasets.members(dataset));
        if (pool.size() < recipe.batch()) {
            throw new BackboneException("batch " + recipe.batch() + " is larger than the training part of "
                    + dataset.id() + " (" + pool.size() + " images): lower it or take a larger dataset");
        }
        Set<String> modalities = ViewPolicy.require(recipe.views().policy()).modalities();
        Set<String> foreign = new TreeSet<>();
        pool.forEach(member -> foreign.add(member.modality()));
        foreign.removeAll(modalities);
        if (!foreign.isEmpty()) {
            throw new BackboneException("views.policy " + recipe.views().policy() + " is for "
                    + String.join(", ", new TreeSet<>(modalities)) + ", but the training part of " + dataset.id()
                    + " also holds " + String.join(", ", foreign)
                    + ": choose another policy, or make a dataset --where modality=…");
        }
    }

    /** The numbers of those images in the dataset. */
    static int[] indices(List<DatasetMember> members) {
        return pool(members).stream().mapToInt(DatasetMember::index).toArray();
    }

    /** The images that pretraining may see: never one of the validation or test part. */
    static List<DatasetMember> pool(List<DatasetMember> members) {
        return members.stream()
                .filter(member -> member.part() == SplitPart.TRAIN)
                .toList();
    }
}
