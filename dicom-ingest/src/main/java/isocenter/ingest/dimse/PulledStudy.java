package isocenter.ingest.dimse;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A study that was pulled to its last object. */
@Entity
@Table(name = "pulled_study")
class PulledStudy {
    /** Pseudonymous Study Instance UID. */
    @Id
    @Column(name = "study")
    String study;

    /** Hash of the pseudonymous SOP Instance UIDs that it consisted of. */
    @Column(name = "contents_sha256")
    String contentsSha256;

    /** Objects that it consisted of. */
    @Column(name = "objects")
    int objects;

    /** Of these, what was refused, which a repetition would not change. */
    @Column(name = "refused")
    int refused;

    /** Name of the node. */
    @Column(name = "node")
    String node;

    @Column(name = "pulled_at")
    Instant pulledAt;

    protected PulledStudy() {}

    PulledStudy(String study, String contentsSha256, int objects, int refused, String node, Instant pulledAt) {
        this.study = study;
        this.contentsSha256 = contentsSha256;
        this.objects = objects;
        this.refused = refused;
        this.node = node;
        this.pulledAt = pulledAt;
    }
}
