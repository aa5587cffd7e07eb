package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;

/** Images that differ in the angle and width of their stripes. */
record StripedImages(int count, int size) implements ImageSet {
    @Override
    public void read(int index, float[] target, int offset) {
        double angle = index * 2.399963;
        double frequency = 0.3 + 0.5 * (index % 7) / 7;
        for (int i = 0; i < size * size; i++) {
            double along = (i % size) * Math.cos(angle) + (i / size) * Math.sin(angle);
            target[offset + i] = (float) (0.5 + 0.4 * Math.sin(frequency * along + index));
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
