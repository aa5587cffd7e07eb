package isocenter.ingest.catalogue;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Conditions under a name. */
@Entity
@Table(name = "saved_query")
public class SavedQuery {
    @Id
    @Column(name = "name")
    public String name;

    /** JSON object: keyword to value, as people write it. */
    @Column(name = "conditions")
    String conditions;

    /** Who saved it. */
    @Column(name = "saved_by")
    public String savedBy;

    @Column(name = "saved_at")
    public Instant savedAt;

    protected SavedQuery() {}

    SavedQuery(String name, String conditions, String savedBy, Instant savedAt) {
        this.name = name;
        this.conditions = conditions;
        this.savedBy = savedBy;
        this.savedAt = savedAt;
    }
}
