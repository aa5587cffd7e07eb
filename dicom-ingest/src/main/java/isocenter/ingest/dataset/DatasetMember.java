package isocenter.ingest.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One image or volume of a dataset version, as it was when the version was made.
 *
 * @param index place in the manifest, which is sorted by {@code instance} and {@code frame}; also the index in an
 *     {@link ImageSet} or {@link VolumeSet}
 * @param instance pseudonymous SOP Instance UID; of a volume that of its first slice
 * @param patient pseudonym of the patient
 * @param sex Patient's Sex (F, M, O) or null when unknown
 * @param age age in years at the study, or null when unknown
 * @param site pseudonym of the site, or null when unknown
 * @param fileSha256 SHA-256 of the stored file, lower-case hex; of a volume the volume
 * @param pixelSha256 SHA-256 of the decoded pixels of all frames, lower-case hex; of a volume over those of its slices
 * @param frame which frame of the object, from 0
 * @param volume SHA-256 that names the volume; null for an image
 */
public record DatasetMember(
        int index,
        String instance,
        String patient,
        @Nullable String sex,
        @Nullable Integer age,
        String modality,
        @Nullable String site,
        SplitPart part,
        String fileSha256,
        String pixelSha256,
        int frame,
        @Nullable String volume) {}
