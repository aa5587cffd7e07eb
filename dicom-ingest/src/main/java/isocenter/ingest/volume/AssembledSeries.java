package isocenter.ingest.volume;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What a series was when it was looked at last. */
@Entity
@Table(name = "assembled_series")
class AssembledSeries {
    @Id
    String series;

    /** SHA-256 over the series' objects. */
    String fingerprint;

    /** {@link VolumeAssembler#VERSION} then. */
    int version;

    /** JSON of the {@link VolumeAssembly.NotAVolume}s: reason to number of frames. */
    @Column(columnDefinition = "text")
    String refused;
}
