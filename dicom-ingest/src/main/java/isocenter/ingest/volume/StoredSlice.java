package isocenter.ingest.volume;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** One slice of a volume, by its place in the volume's order. */
@Entity
@IdClass(StoredSlice.Key.class)
@Table(name = "volume_slice")
class StoredSlice {
    record Key(String volume, int position) implements Serializable {}

    @Id
    String volume;

    @Id
    int position;

    String instance;

    int frame;

    static StoredSlice of(String volume, int position, FrameRef ref) {
        StoredSlice slice = new StoredSlice();
        slice.volume = volume;
        slice.position = position;
        slice.instance = ref.instance();
        slice.frame = ref.frame();
        return slice;
    }

    FrameRef ref() {
        return new FrameRef(instance, frame);
    }
}
