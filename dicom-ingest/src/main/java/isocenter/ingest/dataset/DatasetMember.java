package isocenter.ingest.dataset;

import org.jspecify.annotations.Nullable;

/**
 * One image of a dataset version, as it was when the version was made.
 *
 * @param index place in the manifest, which is sorted by {@code instance}; also the index in an {@link ImageSet}
 * @param instance pseudonymous SOP Instance UID
 * @param patient pseudonym of the patient
 * @param sex Patient's Sex (F, M, O) or null when unknown
 * @param age age in years at the study, or null when unknown
 * @param site pseudonym of the site, or null when unknown
 * @param fileSha256 SHA-256 of the stored file, lower-case hex
 * @param pixelSha256 SHA-256 of the decoded pixels, lower-case hex
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
        String pixelSha256) {}
