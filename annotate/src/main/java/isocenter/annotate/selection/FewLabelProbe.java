package isocenter.annotate.selection;

import isocenter.pretrain.watch.LabelledImage;
import isocenter.pretrain.watch.LinearModel;
import isocenter.pretrain.watch.LinearProbe;
import isocenter.pretrain.watch.PatientOrder;
import isocenter.pretrain.watch.ProbeSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The linear probe of {@code pretrain evaluate}, on few labels: with fewer than two patients of a class its strength cannot be
 * chosen by leaving patients out and is {@value #STRENGTH}.
 */
final class FewLabelProbe {
    private static final double STRENGTH = 0.01;
    private static final ProbeSpec CHOSEN = new ProbeSpec(1e-4, 10, 11, 5);
    private static final ProbeSpec FIXED = new ProbeSpec(STRENGTH, STRENGTH, 1, 2);

    private final LinearModel model;

    private FewLabelProbe(LinearModel model) {
        this.model = model;
    }

    /** @param pool with a label of each class */
    static FewLabelProbe fit(Pool pool, long seed) {
        List<LabelledImage> images = new ArrayList<>();
        List<double[]> features = new ArrayList<>();
        new TreeMap<>(pool.labels()).forEach((index, positive) -> {
            Candidate candidate = pool.candidates().get(index);
            images.add(new LabelledImage(index, candidate.instance(), candidate.patient(), positive));
            features.add(doubles(pool.vectors()[index]));
        });
        PatientOrder order = PatientOrder.of(images, seed);
        boolean enough = order.positive().size() > 1 && order.negative().size() > 1;
        return new FewLabelProbe(
                LinearProbe.fit(features.toArray(double[][]::new), images, enough ? CHOSEN : FIXED, true, seed)
                        .model());
    }

    double logit(float[] vector) {
        return model.logit(doubles(vector));
    }

    static double[] doubles(float[] vector) {
        double[] doubles = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            doubles[i] = vector[i];
        }
        return doubles;
    }
}
