package isocenter.ingest.bulk;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Some files of an import, the work of one job. */
@Entity
@Table(name = "import_chunk")
class ImportChunk {
    /** Chunks are numbered from 1 in the order of the scan. */
    @Embeddable
    record Key(@Column(name = "import_id") UUID importId, int number) {}

    @EmbeddedId
    Key key;

    UUID job;

    /** Members of archives count as files. */
    long files;

    /** Null once the chunk is done, or its import was cancelled. */
    @Column(name = "sealed_files")
    byte @Nullable [] sealedFiles;

    boolean done;
}
