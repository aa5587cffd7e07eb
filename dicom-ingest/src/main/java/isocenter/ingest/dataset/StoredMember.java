package isocenter.ingest.dataset;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A line of a manifest. */
@Entity
@IdClass(StoredMember.Key.class)
@Table(name = "dataset_member")
class StoredMember {
    record Key(String dataset, int position) implements Serializable {}

    @Id
    String dataset;

    @Id
    int position;

    String instance;

    String patient;

    @Nullable
    String sex;

    @Nullable
    Integer age;

    String modality;

    @Nullable
    String site;

    @Enumerated(EnumType.STRING)
    SplitPart part;

    @Column(name = "file_sha256")
    String fileSha256;

    @Column(name = "pixel_sha256")
    String pixelSha256;

    int frame;

    @Nullable
    String volume;

    static StoredMember of(String dataset, DatasetMember member) {
        StoredMember stored = new StoredMember();
        stored.dataset = dataset;
        stored.position = member.index();
        stored.instance = member.instance();
        stored.patient = member.patient();
        stored.sex = member.sex();
        stored.age = member.age();
        stored.modality = member.modality();
        stored.site = member.site();
        stored.part = member.part();
        stored.fileSha256 = member.fileSha256();
        stored.pixelSha256 = member.pixelSha256();
        stored.frame = member.frame();
        stored.volume = member.volume();
        return stored;
    }

    DatasetMember member() {
        return new DatasetMember(
                position, instance, patient, sex, age, modality, site, part, fileSha256, pixelSha256, frame, volume);
    }
}
