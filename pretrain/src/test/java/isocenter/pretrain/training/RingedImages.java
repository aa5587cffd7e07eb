package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;

/**
 * Images of rings about the top left corner, each of its own width and phase: every part tells the others, where it lies and
 * which way is up.
 */
record RingedImages(int count, int size) implements ImageSet {
    @Override
    public void read(int index, float[] target, int offset) {
        double frequency = (2 + index % 5) * Math.PI / size;
        double phase = index * 2.399963;
        for (int i = 0; i < size * size; i++) {
            double distance = Math.hypot(i % size, i / size);
            target[offset + i] = (float) (0.5 + 0.4 * Math.sin(frequency * distance + phase));
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
