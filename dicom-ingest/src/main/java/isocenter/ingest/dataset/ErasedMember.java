package isocenter.ingest.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;

/** What is left of a member whose patient was erased. */
@Entity
@IdClass(ErasedMember.Key.class)
@Table(name = "erased_member")
class ErasedMember {
    record Key(String dataset, int position) implements Serializable {}

    @Id
    String dataset;

    @Id
    int position;

    /** Leaf hash of its line in the manifest, lower-case hex. */
    @Column(name = "leaf_sha256")
    String leafSha256;

    static ErasedMember of(StoredMember member) {
        ErasedMember erased = new ErasedMember();
        erased.dataset = member.dataset;
        erased.position = member.position;
        erased.leafSha256 = Manifest.leaf(member.member());
        return erased;
    }
}
