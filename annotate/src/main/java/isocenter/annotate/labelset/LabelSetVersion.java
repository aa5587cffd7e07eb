package isocenter.annotate.labelset;

import isocenter.pretrain.recipe.RecipeReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a label set. It is never rewritten; it can be retired, after which no new worklist is made under it. */
@Entity
@Table(name = "label_set")
public class LabelSetVersion {
    @Id
    String id;

    @Column(nullable = false)
    String name;

    @Column(nullable = false)
    int number;

    @Column(nullable = false)
    String definition;

    @Column(nullable = false)
    String sha256;

    @Column(nullable = false)
    Instant created;

    @Column
    @Nullable
    Instant retired;

    @SuppressWarnings("NullAway.Init")
    protected LabelSetVersion() {}

    LabelSetVersion(String name, int number, String definition, String sha256, Instant created) {
        this.id = name + "@" + number;
        this.name = name;
        this.number = number;
        this.definition = definition;
        this.sha256 = sha256;
        this.created = created;
    }

    /** "name@number". */
    public String id() {
        return id;
    }

    /** Counted from 1. */
    public int number() {
        return number;
    }

    /** Lower-case hex SHA-256 of the definition's canonical JSON (RFC 8785). */
    public String sha256() {
        return sha256;
    }

    public boolean isRetired() {
        return retired != null;
    }

    /** What may be labelled under it. */
    public LabelSet labels() {
        return RecipeReader.parse(definition, LabelSet.class);
    }
}
