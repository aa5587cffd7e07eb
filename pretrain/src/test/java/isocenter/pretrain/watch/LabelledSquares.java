package isocenter.pretrain.watch;

import isocenter.ingest.dataset.ImageSet;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Noise images, two a patient; those of every other patient show a bright square whose place varies. */
record LabelledSquares(int count, int size) implements ImageSet {
    @Override
    public void read(int index, float[] target, int offset) {
        SplittableRandom random = new SplittableRandom(index);
        for (int i = 0; i < size * size; i++) {
            target[offset + i] = (float) (0.3 + 0.2 * random.nextDouble());
        }
        if (positive(index)) {
            int top = random.nextInt(size / 2);
            int left = random.nextInt(size / 2);
            for (int i = 0; i < size * size / 4; i++) {
                target[offset + (top + i / (size / 2)) * size + left + i % (size / 2)] += 0.3f;
            }
        }
    }

    @Override
    public String instance(int index) {
        return "2.25." + index;
    }

    @Override
    public String patient(int index) {
        return "patient-" + index / 2;
    }

    List<LabelledImage> labelled(int from, int to) {
        List<LabelledImage> labelled = new ArrayList<>();
        for (int i = from; i < to; i++) {
            labelled.add(new LabelledImage(i, instance(i), patient(i), positive(i)));
        }
        return labelled;
    }

    private static boolean positive(int index) {
        return index / 2 % 2 == 0;
    }
}
