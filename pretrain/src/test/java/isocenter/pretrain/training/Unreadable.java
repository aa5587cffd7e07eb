package isocenter.pretrain.training;

import isocenter.ingest.dataset.ImageSet;

/** Images with a value that is no number, as a damaged cache would give. */
record Unreadable(ImageSet images) implements ImageSet {
    @Override
    public int count() {
        return images.count();
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public void read(int index, float[] target, int offset) {
        images.read(index, target, offset);
        target[offset] = Float.NaN;
    }

    @Override
    public String instance(int index) {
        return images.instance(index);
    }

    @Override
    public String patient(int index) {
        return images.patient(index);
    }
}
