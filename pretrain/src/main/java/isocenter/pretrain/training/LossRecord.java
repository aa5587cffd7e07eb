package isocenter.pretrain.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a run remembers of its losses, and the judgement whether it has diverged. Kept in checkpoints, so that a resumed
 * run judges as an uninterrupted one would.
 */
final class LossRecord {
    /** Losses that make up the start. */
    private static final int START = 10;

    /** Losses that make up the end. */
    private static final int RECENT = 20;

    /** A loss above this many times the start counts as far above it. */
    private static final double FAR = 1.5;

    /** So many of those in a row are no accident. */
    private static final int PATIENCE = 100;

    /** Below this spread of embeddings, of 1 on an even sphere, all images are the same to the network. */
    private static final double ALIKE = 0.01;

    private final List<Double> start = new ArrayList<>();
    private final List<Double> recent = new ArrayList<>();
    private final boolean comparable;
    private int high;
    private int flat;

    /** A record as a manifest keeps it. */
    record Snapshot(List<Double> start, List<Double> recent, int high, int flat) {}

    /** @param comparable false where a loss may rise though nothing is wrong; only collapse then ends a run */
    LossRecord(boolean comparable) {
        this.comparable = comparable;
    }

    LossRecord(boolean comparable, Snapshot snapshot) {
        this(comparable);
        start.addAll(snapshot.start);
        recent.addAll(snapshot.recent);
        high = snapshot.high;
        flat = snapshot.flat;
    }

    Snapshot snapshot() {
        return new Snapshot(List.copyOf(start), List.copyOf(recent), high, flat);
    }

    /**
     * Adds a step's loss.
     *
     * @param step counted from 1
     * @param diagnostics of the step; {@code embeddingStd} tells a collapse
     * @throws TrainingDiverged when it is not finite, or the last {@value #PATIENCE} were far above the start, or in
     *     as many all images were represented alike
     */
    void add(long step, double loss, Map<String, Double> diagnostics) {
        if (!Double.isFinite(loss)) {
            throw TrainingDiverged.notFinite(step, loss);
        }
        if (start.size() < START) {
            start.add(loss);
        }
        recent.add(loss);
        if (recent.size() > RECENT) {
            recent.remove(0);
        }
        high = comparable && loss > FAR * mean(start) ? high + 1 : 0;
        if (high >= PATIENCE) {
            throw TrainingDiverged.tooHigh(step, loss, mean(start));
        }
        double spread = diagnostics.getOrDefault("embeddingStd", Double.POSITIVE_INFINITY);
        flat = spread < ALIKE ? flat + 1 : 0;
        if (flat >= PATIENCE) {
            throw TrainingDiverged.collapsed(step, spread);
        }
    }

    double first() {
        return start.isEmpty() ? Double.NaN : start.get(0);
    }

    double last() {
        return mean(recent);
    }

    private static double mean(List<Double> losses) {
        return losses.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }
}
