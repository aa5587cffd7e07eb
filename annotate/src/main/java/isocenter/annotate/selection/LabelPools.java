package isocenter.annotate.selection;

import isocenter.audit.fairness.AgeBand;
import isocenter.ingest.archive.Instance;
import isocenter.ingest.archive.Instances;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.embedding.CosineNeighbours;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.watch.EvaluationSet;
import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.WatchLabels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes what selection works on of a backbone's features, the labels of a task and the catalogue. */
@ApplicationScoped
public class LabelPools {
    /** PostgreSQL takes 65,535 parameters in one statement. */
    private static final int BATCH = 10_000;

    private static final Map<String, Function<DatasetMember, @Nullable String>> BALANCED = Map.of(
            "sex", DatasetMember::sex,
            "ageBand", member -> AgeBand.of(member.age()),
            "site", DatasetMember::site,
            "modality", DatasetMember::modality);

    private final Instances catalogue;
    private final WatchLabels labels;

    LabelPools(Instances catalogue, WatchLabels labels) {
        this.catalogue = catalogue;
        this.labels = labels;
    }

    /**
     * The images of a set, of an object with several frames its first one.
     *
     * @param task whose newest labels are there already; null when none are
     * @param balance sex, ageBand, site or modality; null to balance nothing
     * @throws IllegalArgumentException when there is no such task, or nothing can be balanced by this
     */
    @Transactional
    public Pool pool(EmbeddingSet set, @Nullable String task, @Nullable String balance) {
        Function<DatasetMember, @Nullable String> group = balance == null ? member -> "" : BALANCED.get(balance);
        if (group == null) {
            throw new IllegalArgumentException("Labels can be balanced by "
                    + String.join(", ", BALANCED.keySet().stream().sorted().toList()) + ", not by " + balance);
        }
        Map<String, Integer> rows = new LinkedHashMap<>();
        for (int row = 0; row < set.members().size(); row++) {
            rows.putIfAbsent(set.members().get(row).instance(), row);
        }
        Map<String, String> studies = studies(List.copyOf(rows.keySet()));
        Map<String, Boolean> known = task == null ? Map.of() : labels.labels(labels.newest(task));
        List<Candidate> candidates = new ArrayList<>();
        List<float[]> vectors = new ArrayList<>();
        Map<Integer, Boolean> labelled = new HashMap<>();
        rows.forEach((instance, row) -> {
            DatasetMember member = set.members().get(row);
            Boolean label = known.get(instance);
            if (label != null) {
                labelled.put(candidates.size(), label);
            }
            String value = group.apply(member);
            candidates.add(new Candidate(
                    instance,
                    studies.getOrDefault(instance, instance),
                    member.patient(),
                    value == null ? AgeBand.UNKNOWN : value));
            vectors.add(CosineNeighbours.unitLength(set.vectors()[row]));
        });
        return new Pool(candidates, vectors.toArray(float[][]::new), labelled);
    }

    /**
     * The labelled images of a set, to be replayed.
     *
     * @param set with the training and the validation part
     * @throws IllegalArgumentException when there is no such task, or too few patients of a class in a part
     */
    public Simulation.Replay replay(EmbeddingSet set, String task) {
        Map<String, Integer> rows = new HashMap<>();
        List<DatasetMember> firstFrames = new ArrayList<>();
        for (int row = 0; row < set.members().size(); row++) {
            DatasetMember member = set.members().get(row);
            if (rows.putIfAbsent(member.instance(), row) == null) {
                firstFrames.add(member);
            }
        }
        EvaluationSet labelled = EvaluationSet.of(firstFrames, labels.labels(labels.newest(task)));
        float[][] features = vectors(set, rows, labelled.fit());
        return new Simulation.Replay(
                labelled.fit(),
                Arrays.stream(features).map(CosineNeighbours::unitLength).toArray(float[][]::new),
                features,
                labelled.validation(),
                vectors(set, rows, labelled.validation()));
    }

    private static float[][] vectors(EmbeddingSet set, Map<String, Integer> rows, List<LabelledImage> images) {
        return images.stream()
                .map(image -> set.vectors()[rows.getOrDefault(image.instance(), 0)])
                .toArray(float[][]::new);
    }

    private Map<String, String> studies(List<String> instances) {
        Map<String, String> studies = new HashMap<>();
        for (int from = 0; from < instances.size(); from += BATCH) {
            for (Instance instance :
                    catalogue.withIds(instances.subList(from, Math.min(instances.size(), from + BATCH)))) {
                studies.put(instance.id, instance.study);
            }
        }
        return studies;
    }
}
