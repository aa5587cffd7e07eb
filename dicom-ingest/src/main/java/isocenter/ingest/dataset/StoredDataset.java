package isocenter.ingest.dataset;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumMap;
import java.util.TreeMap;

/** A version's row. The database refuses to change or delete it. */
@Entity
@Table(name = "dataset")
class StoredDataset {
    /** {@code name@version}. */
    @Id
    String id;

    String name;

    int version;

    /** SHA-256 of the definition in canonical form. */
    @Column(name = "definition_sha256")
    String definitionSha256;

    @Column(name = "root_sha256")
    String rootSha256;

    /** JSON: part to its numbers. */
    @Column(columnDefinition = "text")
    String parts;

    /** JSON: reason to number of images. */
    @Column(columnDefinition = "text")
    String excluded;

    Instant created;

    /** @param erased how many of its members were erased */
    DatasetVersion toVersion(long erased) {
        return new DatasetVersion(
                name,
                version,
                rootSha256,
                Manifest.read(parts, new TypeReference<EnumMap<SplitPart, PartCount>>() {}),
                Manifest.read(excluded, new TypeReference<TreeMap<String, Integer>>() {}),
                created,
                Math.toIntExact(erased));
    }
}
