package isocenter.finetune.suggestion;

import isocenter.annotate.labelset.LabelSet;
import isocenter.annotate.reading.Suggestion;
import isocenter.annotate.reading.Suggestions;
import isocenter.annotate.task.LabelTasks;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.embedding.Embeddings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What labelled images that look alike to a backbone say of a study: the highest share of votes over its images. Images of
 * the study's own patient have no vote.
 */
@ApplicationScoped
public class KnnSuggestions implements Suggestions {
    private final Embeddings embeddings;
    private final Datasets datasets;
    private final LabelTasks tasks;
    private final Instances instances;

    private volatile @Nullable Loaded loaded;

    KnnSuggestions(Embeddings embeddings, Datasets datasets, LabelTasks tasks, Instances instances) {
        this.embeddings = embeddings;
        this.datasets = datasets;
        this.tasks = tasks;
        this.instances = instances;
    }

    private record Loaded(KnnModel model, EmbeddingSet features, Map<String, Map<String, Boolean>> labels) {}

    /**
     * A model that can suggest, with the newest labels there are.
     *
     * @param tasksByFinding finding → task
     * @throws IllegalArgumentException when the backbone, the dataset, its features or a task are not there
     */
    public KnnModel model(String backbone, String dataset, Map<String, String> tasksByFinding) {
        Map<String, String> revisions = new TreeMap<>();
        tasksByFinding.forEach((finding, task) ->
                revisions.put(finding, tasks.revision(tasks.require(task)).id()));
        KnnModel model = new KnnModel(backbone, datasets.require(dataset).id(), revisions);
        load(model);
        return model;
    }

    @Override
    public Optional<Suggestion> of(String model, String study, LabelSet labels) {
        Loaded known = load(KnnModel.parse(model));
        Set<String> own = new HashSet<>();
        for (Instance image : instances.ofStudy(study)) {
            own.add(image.id);
        }
        Map<String, Double> findings = new LinkedHashMap<>();
        known.labels().forEach((finding, values) -> {
            if (labels.finding(finding).isPresent()) {
                highest(known.features(), values, own).ifPresent(share -> findings.put(finding, share));
            }
        });
        return findings.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Suggestion("nearest neighbours by " + known.model().backbone(), findings));
    }

    private static Optional<Double> highest(EmbeddingSet set, Map<String, Boolean> labels, Set<String> own) {
        List<float[]> vectors = new ArrayList<>();
        List<String> patients = new ArrayList<>();
        List<Boolean> classes = new ArrayList<>();
        List<Integer> asked = new ArrayList<>();
        for (int i = 0; i < set.members().size(); i++) {
            DatasetMember member = set.members().get(i);
            Boolean label = labels.get(member.instance());
            boolean question = own.contains(member.instance());
            if (question) {
                asked.add(vectors.size());
            }
            if (question || label != null) {
                vectors.add(set.vectors()[i]);
                patients.add(member.patient());
                classes.add(Boolean.TRUE.equals(label));
            }
        }
        boolean[] positive = new boolean[classes.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = classes.get(i);
        }
        float[][] all = vectors.toArray(float[][]::new);
        return asked.stream()
                .flatMap(query ->
                        KnnVote.share(all, patients, positive, query).stream().boxed())
                .max(Double::compare);
    }

    /** One model is kept: a worklist has one, and its features are read once. */
    private Loaded load(KnnModel model) {
        Loaded known = loaded;
        if (known != null && known.model().equals(model)) {
            return known;
        }
        EmbeddingSet features =
                embeddings.load(model.backbone(), datasets.require(model.dataset()), EnumSet.allOf(SplitPart.class));
        Map<String, Map<String, Boolean>> labels = new LinkedHashMap<>();
        model.revisions()
                .forEach((finding, revision) -> labels.put(finding, tasks.labels(tasks.requireRevision(revision))));
        Loaded fresh = new Loaded(model, features, labels);
        loaded = fresh;
        return fresh;
    }
}
