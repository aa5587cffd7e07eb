package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;
import java.util.Arrays;

/** Images of one value. */
record FlatImages(int count, int size, float value) implements ImageSet {
    @Override
    public void read(int index, float[] target, int offset) {
        Arrays.fill(target, offset, offset + size * size, value);
    }

    @Override
    public String instance(int index) {
        return "2.25." + index;
    }

    @Override
    public String patient(int index) {
        return "patient-" + index;
    }
}
