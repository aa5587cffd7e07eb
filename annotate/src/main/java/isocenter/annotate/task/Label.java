package isocenter.annotate.task;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One image's label in one revision. */
@Entity
@Table(name = "label")
@IdClass(Label.Key.class)
class Label {

    @Id
    String revision;

    @Id
    String instance;

    @Column(nullable = false)
    boolean positive;

    protected Label() {}

    Label(LabelRevision revision, String instance, boolean positive) {
        this.revision = revision.id();
        this.instance = instance;
        this.positive = positive;
    }

    /** A label's identity: revision and pseudonymous SOP Instance UID. */
    static final class Key {
        String revision;
        String instance;

        @SuppressWarnings("NullAway.Init")
        Key() {}

        Key(String revision, String instance) {
            this.revision = revision;
            this.instance = instance;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.revision.equals(revision) && key.instance.equals(instance);
        }

        @Override
        public int hashCode() {
            return Objects.hash(revision, instance);
        }
    }
}
