package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;

/** Images of one plane each, rising in a direction of its own: any part tells all the others. */
record RampedImages(int count, int size) implements ImageSet {
    @Override
    public void read(int index, float[] target, int offset) {
        double angle = index * 2.399963;
        for (int i = 0; i < size * size; i++) {
            double along = (i % size - size / 2.0) * Math.cos(angle) + (i / size - size / 2.0) * Math.sin(angle);
            target[offset + i] = (float) (0.5 + 0.45 * along / size);
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
}
