package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobQueue;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.training.Positives;
import isocenter.pretrain.training.PretrainRecipe;
import isocenter.pretrain.training.Retention;
import isocenter.pretrain.view.ViewPolicy;
import isocenter.pretrain.watch.LabelledMembers;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks for a backbone. */
@ApplicationScoped
public class Pretraining {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Datasets datasets;
    private final JobQueue queue;
    private final Backbones backbones;
    private final LabelledMembers labelled;
    private final PoolFacts facts;

    Pretraining(Datasets datasets, JobQueue queue, Backbones backbones, LabelledMembers labelled, PoolFacts facts) {
        this.datasets = datasets;
        this.queue = queue;
        this.backbones = backbones;
        this.labelled = labelled;
        this.facts = facts;
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
     * @throws BackboneException when the dataset is of images and the recipe for volumes, or the reverse, or the training part
     *     is smaller than a batch, or holds a modality that the recipe's
     *     view policy is not for, or when there is no backbone of the recipe's kind to go on from; nothing is queued then
     */
    public UUID submit(PretrainRecipe recipe, DatasetVersion dataset) {
        return submit(recipe, dataset, 1, null, Retention.NEWEST);
    }

    /**
     * The same by several processes of one machine, or judged on the way by labels that training never sees, or with other
     * checkpoints kept. None of it is part of the recipe: processes make the same backbone but for rounding, and the others
     * change no weight. A run that is unfinished goes on as it was first asked for.
     *
     * @param processes 1 or more; the recipe's batch is shared out among them
     * @throws BackboneException when the batch cannot be shared out, or an encoder of volumes is to be judged, too
     * @throws IllegalArgumentException when too few labelled patients are in the training or the validation part
     */
    public UUID submit(
            PretrainRecipe recipe,
            DatasetVersion dataset,
            int processes,
            @Nullable WatchRequest watch,
            Retention kept) {
        if (processes < 1 || recipe.batch() % (processes * recipe.accumulate()) != 0) {
            throw new BackboneException(
                    "processes × accumulate must divide batch, and " + processes + " × " + recipe.accumulate()
                            + " does not divide " + recipe.batch() + ": choose another number of processes");
        }
        if (kept.best() && watch == null) {
            throw new BackboneException("The best checkpoint can be kept only where labels judge: --watch TASK");
        }
        if (watch != null && recipe.volume() != null) {
            throw new BackboneException("Labels judge encoders of images so far, and "
                    + recipe.backbone().architecture() + " encodes volumes: pretrain it without --watch");
        }
        datasets.requireWhole(dataset);
        check(recipe, dataset);
        if (watch != null) {
            labelled.in(datasets.members(dataset), watch.labels());
        }
        CanonicalForm form = CanonicalForm.of(recipe);
        return queue.submit(
                PretrainJob.KIND,
                CanonicalForm.of(new Inputs(form.sha256(), dataset.id(), dataset.sha256()))
                        .sha256(),
                new PretrainOrder(recipe, dataset.id(), processes, watch, kept).json());
    }

    /**
     * The recipe that goes on from a backbone as it was made.
     *
     * @param epochs passes over the training part; 0 for the recipe's own length
     * @throws BackboneException when it was imported, and no recipe made it
     */
    public PretrainRecipe continuing(BackboneVersion backbone, int epochs) {
        if (backbone.imported()) {
            throw new BackboneException(
                    backbone.id + " was imported, so that no recipe tells how to go on: write one with" + " from: "
                            + backbone.id + ", and give it to isocenter pretrain");
        }
        try {
            if (!(MAPPER.readTree(backbone.recipe) instanceof ObjectNode recipe)) {
                throw new IllegalStateException("The recipe of " + backbone.id + " is no JSON object");
            }
            recipe.put("from", backbone.id);
            if (epochs > 0) {
                recipe.put("epochs", epochs);
                recipe.put("steps", 0);
            }
            return RecipeReader.parse(recipe.toString(), PretrainRecipe.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored recipe is not JSON; isocenter ledger verify tells more", e);
        }
    }

    /**
     * How to watch a pretraining by a task's newest labels.
     *
     * @param every steps; 0 for a tenth of the run
     * @throws IllegalArgumentException when there is no such task
     */
    public WatchRequest watch(String task, int every, PretrainRecipe recipe, DatasetVersion dataset) {
        long steps = recipe.stepsFor(pool(datasets.members(dataset)).size());
        return new WatchRequest(labelled.newest(task), every > 0 ? every : (int) Math.max(1, steps / 10));
    }

    /** What makes two pretrainings the same. */
    record Inputs(String recipe, String dataset, String datasetRoot) {}

    private void check(PretrainRecipe recipe, DatasetVersion dataset) {
        String from = recipe.from();
        if (from != null && !backbones.require(from).spec().equals(recipe.backbone())) {
            throw new BackboneException("The recipe's backbone is not that of " + from
                    + ", from which it goes on: that is "
                    + described(backbones.require(from).spec()) + ", the recipe says " + described(recipe.backbone())
                    + ". An imported one can be imported again with another --image");
        }
        List<DatasetMember> pool = pool(datasets.members(dataset));
        requireKind(recipe, dataset, pool);
        if (pool.stream().map(DatasetMember::patient).distinct().count() == 1) {
            throw new BackboneException(
                    "the training part of " + dataset.id() + " is one patient's alone: a backbone would"
                            + " learn who that is, not what images show. Take a dataset of more patients");
        }
        if (pool.size() < recipe.batch()) {
            throw new BackboneException("batch " + recipe.batch() + " is larger than the training part of "
                    + dataset.id() + " (" + pool.size() + " images): lower it or take a larger dataset");
        }
        ViewPolicy policy = ViewPolicy.require(recipe.views().policy());
        Set<String> modalities = new TreeSet<>();
        pool.forEach(member -> modalities.add(member.modality()));
        requireAllowed(policy, dataset, "modality", modalities, policy.modalities());
        if (!policy.bodyParts().isEmpty()) {
            requireAllowed(policy, dataset, "bodyPart", facts.bodyParts(pool), policy.bodyParts());
        }
        Positives pairs = facts.positives(recipe, pool);
        if (pairs != null && pairs.paired() == 0) {
            throw new BackboneException("positives: " + recipe.positives() + " finds no two images of one "
                    + recipe.positives() + " in the training part of " + dataset.id() + ": leave positives out");
        }
    }

    private static void requireAllowed(
            ViewPolicy policy, DatasetVersion dataset, String what, Set<String> found, Set<String> allowed) {
        Set<String> foreign = new TreeSet<>(found);
        foreign.removeAll(allowed);
        if (!foreign.isEmpty()) {
            throw new BackboneException("views.policy " + policy.name() + " is for "
                    + String.join(", ", new TreeSet<>(allowed)) + ", but the training part of " + dataset.id()
                    + " also holds " + String.join(", ", foreign)
                    + ": choose another policy, or make a dataset --where " + what + "=…");
        }
    }

    private static void requireKind(PretrainRecipe recipe, DatasetVersion dataset, List<DatasetMember> pool) {
        boolean volumes = pool.stream().anyMatch(member -> member.volume() != null);
        if (volumes && recipe.volume() == null) {
            throw new BackboneException(
                    dataset.id() + " holds volumes, and the recipe is for images: take a recipe with"
                            + " volume: and an architecture that ends in -3d, such as mae-3d-vit-tiny, or a dataset of images");
        }
        if (!volumes && recipe.volume() != null) {
            throw new BackboneException(dataset.id() + " holds images, and the recipe is for volumes: make a dataset of"
                    + " volumes with isocenter dataset create NAME --volumes MIN_SLICES");
        }
    }

    private static String described(BackboneSpec spec) {
        String patch = spec.transformer() ? ", patch " + spec.patch() : "";
        return spec.architecture() + patch + ", image " + spec.image();
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
