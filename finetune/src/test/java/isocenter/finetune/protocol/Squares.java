package isocenter.finetune.protocol;

import isocenter.ingest.dataset.ImageSet;
import isocenter.pretrain.watch.LabelledImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Noise, and on every second patient's images a bright square somewhere: a finding that one can see.
 *
 * @param pixels by image
 */
record Squares(float[][] pixels, int size) implements ImageSet {

    static final int SIZE = 32;

    static Squares of(int count, long seed) {
        Random random = new Random(seed);
        float[][] pixels = new float[count][SIZE * SIZE];
        for (int i = 0; i < count; i++) {
            for (int p = 0; p < pixels[i].length; p++) {
                pixels[i][p] = (float) Math.min(1, Math.max(0, 0.4 + 0.08 * random.nextGaussian()));
            }
            int top = 4 + random.nextInt(16);
            int left = 4 + random.nextInt(16);
            for (int p = 0; hasSquare(i) && p < 64; p++) {
                pixels[i][(top + p / 8) * SIZE + left + p % 8] += 0.45f;
            }
        }
        return new Squares(pixels, SIZE);
    }

    static boolean hasSquare(int index) {
        return index / 2 % 2 == 0;
    }

    /** Images by label, two to a patient. */
    List<LabelledImage> labelled(int from, int to) {
        List<LabelledImage> images = new ArrayList<>();
        for (int i = from; i < to; i++) {
            images.add(new LabelledImage(i, instance(i), patient(i), hasSquare(i)));
        }
        return images;
    }

    /** The same images, each patient labelled by a coin. */
    static List<LabelledImage> relabelledByChance(List<LabelledImage> images, long seed) {
        List<LabelledImage> result = new ArrayList<>();
        for (LabelledImage image : images) {
            boolean coin = new Random(seed * 31 + image.patient().hashCode() * 7919L).nextInt(1000) % 2 == 0;
            result.add(new LabelledImage(image.index(), image.instance(), image.patient(), coin));
        }
        return result;
    }

    /** Probability that a positive image scores above a negative one, counted pair by pair. */
    static double auroc(double[] scores, List<LabelledImage> images) {
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < scores.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                if (images.get(i).positive() && !images.get(j).positive()) {
                    pairs++;
                    won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
                }
            }
        }
        return won / pairs;
    }

    @Override
    public int count() {
        return pixels.length;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        System.arraycopy(pixels[index], 0, target, offset, size * size);
    }

    @Override
    public String instance(int index) {
        return "2.25." + index;
    }

    @Override
    public String patient(int index) {
        return "P" + index / 2;
    }
}
