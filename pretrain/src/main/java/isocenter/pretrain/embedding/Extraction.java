package isocenter.pretrain.embedding;

import isocenter.ingest.dataset.SplitPart;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The features of one backbone for one part of a dataset version. */
@Entity
@Table(name = "embedding_extraction")
class Extraction {
    @Id
    UUID id;

    /** Id of the backbone. */
    String backbone;

    @Column(name = "weights_sha256")
    String weightsSha256;

    /** {@code name@version}. */
    @Column(name = "dataset_id")
    String datasetId;

    @Column(name = "dataset_sha256")
    String datasetSha256;

    @Enumerated(EnumType.STRING)
    SplitPart part;

    int images;

    /** Numbers in a vector. */
    int width;

    /** Of the bytes of all vectors in the order of their images; null until all are there. */
    @Column(name = "vectors_sha256")
    @Nullable
    String vectorsSha256;

    /** Of the extraction, the preparing of images not counted. */
    double seconds;

    Instant created;
}
