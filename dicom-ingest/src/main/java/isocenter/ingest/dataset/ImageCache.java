package isocenter.ingest.dataset;

import java.nio.file.Path;
import java.util.List;

/** The images of a dataset version at one size in one memory-mapped file. */
public final class ImageCache implements ImageSet, AutoCloseable {
    private final List<DatasetMember> members;
    private final int size;

    private ImageCache(List<DatasetMember> members, int size) {
        this.members = members;
        this.size = size;
    }

    static ImageCache open(Path file, String datasetRoot, List<DatasetMember> members, int size) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public int count() {
        return members.size();
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void read(int index, float[] target, int offset) {
        throw new UnsupportedOperationException("not built yet");
    }

    @Override
    public String instance(int index) {
        return members.get(index).instance();
    }

    @Override
    public String patient(int index) {
        return members.get(index).patient();
    }

    /** The members, in the order of the images. */
    public List<DatasetMember> members() {
        return members;
    }

    @Override
    public void close() {}
}
