package isocenter.ingest.archive;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Content already taken in, so that a repeated run recognises a file by its bytes without decoding it again. */
@Entity
@Table(name = "source_file")
class SourceFile {
    /** SHA-256 of the file as it came, lower hex. */
    @Id
    @Column(name = "sha256")
    String sha256;

    /** The {@link Instance} it became, or came into conflict with. */
    @Column(name = "instance")
    String instance;

    protected SourceFile() {}

    SourceFile(String sha256, String instance) {
        this.sha256 = sha256;
        this.instance = instance;
    }
}
