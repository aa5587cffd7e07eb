package isocenter.pretrain.drift;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.map.Colourings;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.Backbones;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares what a backbone has learned from with what has come since. */
@ApplicationScoped
public class Drift {
    /** Images of a side below which features are not compared. */
    static final int FEWEST = 4;

    private static final int MOST = 1000;
    private static final int PERMUTATIONS = 499;
    private static final List<String> ATTRIBUTES = List.of("modality", "scanner", "site", "view", "sex", "age");

    private final Datasets datasets;
    private final Backbones backbones;
    private final Colourings attributes;
    private final Ledger ledger;

    Drift(Datasets datasets, Backbones backbones, Colourings attributes, Ledger ledger) {
        this.datasets = datasets;
        this.backbones = backbones;
        this.attributes = attributes;
        this.ledger = ledger;
    }

    /**
     * Compares the training part's new images with the old ones, and records what was found in the ledger.
     *
     * @param set the backbone's features of the training part
     * @param seed of the permutations, and of the choice where a side has more than {@value #MOST} images
     * @throws IllegalArgumentException when nothing is new, or all is
     */
    @Transactional
    public DriftReport report(EmbeddingSet set, long seed) {
        Set<String> learned = learned(set.backbone());
        List<DatasetMember> members = set.members();
        boolean[] fresh = new boolean[members.size()];
        for (int i = 0; i < fresh.length; i++) {
            fresh[i] = !learned.contains(name(members.get(i)));
        }
        int newImages = count(fresh, true);
        if (newImages == 0) {
            throw new IllegalArgumentException(
                    "The training part of " + set.dataset().id() + " holds nothing that " + set.backbone().id
                            + " has not learned from: make a newer version (isocenter dataset create)");
        }
        if (newImages == fresh.length) {
            throw new IllegalArgumentException(
                    "The training part of " + set.dataset().id() + " holds nothing that " + set.backbone().id
                            + " has learned from: there is nothing to compare with");
        }
        int[] chosen = chosen(fresh, seed);
        boolean[] side = new boolean[chosen.length];
        float[][] vectors = new float[chosen.length][];
        List<String> patients = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            side[i] = fresh[chosen[i]];
            vectors[i] = set.vectors()[chosen[i]];
            patients.add(members.get(chosen[i]).patient());
        }
        boolean enough = Math.min(count(side, true), count(side, false)) >= FEWEST;
        Shift features = enough
                ? new PatientPermutations(patients, side).test(PERMUTATIONS, seed, new MeanDiscrepancy(vectors))
                : null;
        DriftReport report = new DriftReport(
                set.backbone().id,
                set.dataset().id(),
                fresh.length - newImages,
                patients(members, fresh, false),
                newImages,
                patients(members, fresh, true),
                chosen.length,
                features,
                attributes(members, fresh, seed));
        record(report, set, seed);
        return report;
    }

    private List<AttributeShift> attributes(List<DatasetMember> members, boolean[] fresh, long seed) {
        PatientPermutations permutations = new PatientPermutations(
                members.stream().map(DatasetMember::patient).toList(), fresh);
        List<AttributeShift> shifts = new ArrayList<>();
        for (String name : ATTRIBUTES) {
            List<String> values = new ArrayList<>();
            for (@Nullable String value : attributes.of(name, members).values()) {
                values.add(value == null ? AttributeShift.UNKNOWN : value);
            }
            shifts.add(AttributeShift.of(name, values, fresh, permutations, PERMUTATIONS, seed));
        }
        return shifts;
    }

    /** What the backbone and those before it were trained on. */
    private Set<String> learned(BackboneVersion backbone) {
        Set<String> learned = new HashSet<>();
        for (BackboneVersion version : backbones.lineage(backbone.id)) {
            if (version.datasetId != null) {
                datasets.members(datasets.require(version.datasetId)).stream()
                        .filter(member -> member.part() == SplitPart.TRAIN)
                        .map(Drift::name)
                        .forEach(learned::add);
            }
        }
        return learned;
    }

    private static String name(DatasetMember member) {
        return member.instance() + '#' + member.frame();
    }

    /** At most so many of each side, in order. */
    private static int[] chosen(boolean[] fresh, long seed) {
        List<Integer> chosen = new ArrayList<>();
        for (boolean side : new boolean[] {false, true}) {
            List<Integer> all = new ArrayList<>(IntStream.range(0, fresh.length)
                    .filter(i -> fresh[i] == side)
                    .boxed()
                    .toList());
            Collections.shuffle(all, new Random(seed));
            chosen.addAll(all.subList(0, Math.min(MOST, all.size())));
        }
        return chosen.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    private static int count(boolean[] fresh, boolean side) {
        return (int)
                IntStream.range(0, fresh.length).filter(i -> fresh[i] == side).count();
    }

    private static int patients(List<DatasetMember> members, boolean[] fresh, boolean side) {
        return (int) IntStream.range(0, fresh.length)
                .filter(i -> fresh[i] == side)
                .mapToObj(i -> members.get(i).patient())
                .distinct()
                .count();
    }

    private void record(DriftReport report, EmbeddingSet set, long seed) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("dataset", report.dataset());
        detail.put("datasetRoot", set.dataset().sha256());
        detail.put("oldImages", report.oldImages());
        detail.put("newImages", report.newImages());
        Shift features = report.features();
        if (features != null) {
            detail.put("features", features.value());
            detail.put("featuresP", features.p());
        }
        report.attributes()
                .forEach(shift -> detail.put(shift.name() + "P", shift.shift().p()));
        detail.put("drifted", String.join(",", report.drifted()));
        detail.put("seed", seed);
        ledger.append(LedgerEntry.of("backbone.drift", report.backbone(), detail));
    }
}
