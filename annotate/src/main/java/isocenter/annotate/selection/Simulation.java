package isocenter.annotate.selection;

import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.PatientBootstrap;
import isocenter.pretrain.watch.LabelledImage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Replays a labelled dataset: labels of the training part stay hidden until a strategy asks for them; after each budget a
 * linear probe is fitted to those shown and judged on the validation part. Strategies that need labels get their first budget
 * by another one, the start; so do all later ones for as long as the labels shown are of one class.
 */
public final class Simulation {
    private static final double CONFIDENCE = 0.95;
    private static final int REPLICATES = 2000;

    private final Replay replay;
    private final List<Integer> budgets;
    private final List<Long> seeds;
    private final Strategy start;

    private Simulation(Replay replay, List<Integer> budgets, List<Long> seeds, Strategy start) {
        this.replay = replay;
        this.budgets = budgets.stream().distinct().sorted().toList();
        this.seeds = List.copyOf(seeds);
        this.start = start;
        if (seeds.isEmpty() || budgets.isEmpty() || this.budgets.get(0) < 1 || start.needsLabels()) {
            throw new IllegalArgumentException(
                    "A simulation needs seeds, budgets above 0, and a start without labels, such as random or typicality");
        }
        int most = this.budgets.get(this.budgets.size() - 1);
        if (most > replay.fit().size()) {
            throw new IllegalArgumentException("A budget of " + most + " is more than the "
                    + replay.fit().size() + " labelled images of the training part");
        }
    }

    /**
     * What is replayed.
     *
     * @param fit labelled images of the training part
     * @param nearness [fit][width]: what strategies go by, brought to unit length
     * @param features [fit][width]: what the probe learns from, as the backbone gives them
     * @param validation labelled images of the validation part, of other patients
     * @param judged [validation][width]: their features
     */
    public record Replay(
            List<LabelledImage> fit,
            float[][] nearness,
            float[][] features,
            List<LabelledImage> validation,
            float[][] judged) {}

    /**
     * One strategy with one budget, over all seeds.
     *
     * @param labels shown, the mean over seeds: as many as the budget
     * @param positives of them, the mean over seeds
     * @param perSeed AUROC of each seed, in their order
     * @param auroc their mean; the interval speaks of other patients, not of other seeds
     * @param toRandom mean AUROC minus that of {@link Strategy#RANDOM} with the same budget, same patients resampled for both;
     *     null for random itself and where it was not asked for
     */
    public record Point(
            Strategy strategy,
            int labels,
            double positives,
            List<Estimate> perSeed,
            Estimate auroc,
            @Nullable Estimate toRandom) {}

    /**
     * What was found.
     *
     * @param points strategy by strategy, each by rising budget
     * @param everything of a probe on all labels of the training part
     */
    public record Result(List<Point> points, Estimate everything) {}

    /** Runs every strategy with every seed. */
    public static Result run(
            Replay replay, List<Strategy> strategies, List<Integer> budgets, List<Long> seeds, Strategy start) {
        return new Simulation(replay, budgets, seeds, start)
                .run(strategies.stream().distinct().toList());
    }

    private Result run(List<Strategy> strategies) {
        Map<Strategy, List<List<Shown>>> shown = new HashMap<>();
        for (Strategy strategy : strategies) {
            shown.put(strategy, seeds.stream().map(seed -> grow(strategy, seed)).toList());
        }
        List<Point> points = new ArrayList<>();
        for (Strategy strategy : strategies) {
            for (int i = 0; i < budgets.size(); i++) {
                points.add(point(strategy, i, shown));
            }
        }
        Map<Integer, Boolean> all = new HashMap<>();
        for (int i = 0; i < replay.fit().size(); i++) {
            all.put(i, replay.fit().get(i).positive());
        }
        return new Result(points, auroc(List.of(scores(all, seeds.get(0)))));
    }

    /** Labels shown at one budget, and what a probe on them says of the validation images. */
    private record Shown(int positives, double[] scores) {}

    private List<Shown> grow(Strategy strategy, long seed) {
        Map<Integer, Boolean> labels = new HashMap<>();
        List<Shown> shown = new ArrayList<>();
        for (int budget : budgets) {
            Pool pool = pool(replay.nearness(), labels);
            Strategy usable = strategy.needsLabels() && !pool.hasBothClasses() ? start : strategy;
            Map<String, Integer> places = new HashMap<>();
            for (int i = 0; i < pool.size(); i++) {
                places.put(pool.candidates().get(i).instance(), i);
            }
            for (Choice choice : Selection.choose(usable, pool, budget - labels.size(), seed)) {
                int index = places.getOrDefault(choice.instance(), 0);
                labels.put(index, replay.fit().get(index).positive());
            }
            int positives =
                    (int) labels.values().stream().filter(positive -> positive).count();
            shown.add(new Shown(positives, scores(labels, seed)));
        }
        return shown;
    }

    private Pool pool(float[][] vectors, Map<Integer, Boolean> labels) {
        List<Candidate> candidates = replay.fit().stream()
                .map(image -> new Candidate(image.instance(), image.instance(), image.patient(), ""))
                .toList();
        return new Pool(candidates, vectors, labels);
    }

    /** Of each validation image; all the same, hence an AUROC of one half, where one class alone was shown. */
    private double[] scores(Map<Integer, Boolean> labels, long seed) {
        Pool pool = pool(replay.features(), labels);
        double[] scores = new double[replay.judged().length];
        if (pool.hasBothClasses()) {
            FewLabelProbe probe = FewLabelProbe.fit(pool, seed);
            for (int i = 0; i < scores.length; i++) {
                scores[i] = probe.logit(replay.judged()[i]);
            }
        }
        return scores;
    }

    private Point point(Strategy strategy, int budget, Map<Strategy, List<List<Shown>>> shown) {
        List<Shown> own = at(strategy, budget, shown);
        List<Shown> random = strategy == Strategy.RANDOM ? List.of() : at(Strategy.RANDOM, budget, shown);
        List<double[]> scores = own.stream().map(Shown::scores).toList();
        return new Point(
                strategy,
                budgets.get(budget),
                own.stream().mapToInt(Shown::positives).average().orElse(0),
                scores.stream().map(one -> auroc(List.of(one))).toList(),
                auroc(scores),
                random.isEmpty()
                        ? null
                        : PatientBootstrap.meanAurocDifference(
                                scores,
                                random.stream().map(Shown::scores).toList(),
                                truth(),
                                patients(),
                                CONFIDENCE,
                                REPLICATES,
                                seeds.get(0)));
    }

    private static List<Shown> at(Strategy strategy, int budget, Map<Strategy, List<List<Shown>>> shown) {
        return shown.getOrDefault(strategy, List.of()).stream()
                .map(budgets -> budgets.get(budget))
                .toList();
    }

    private Estimate auroc(List<double[]> scores) {
        return PatientBootstrap.meanAuroc(scores, truth(), patients(), CONFIDENCE, REPLICATES, seeds.get(0));
    }

    private boolean[] truth() {
        return LabelledImage.labels(replay.validation());
    }

    private String[] patients() {
        return replay.validation().stream().map(LabelledImage::patient).toArray(String[]::new);
    }
}
