package isocenter.annotate.reading;

import org.jspecify.annotations.Nullable;

/**
 * What a worklist says of a study.
 *
 * @param study pseudonymous Study Instance UID
 * @param patient its patient's pseudonym
 * @param modality of its images, the first in the alphabet when there are several
 */
record StudyFacts(
        String study,
        String patient,
        String modality,
        @Nullable String bodyPart,
        @Nullable String date,
        long images) {}
