package isocenter.ingest.dataset;

import org.jspecify.annotations.Nullable;

/** What of the catalogue a dataset's conditions look at and its manifest keeps. */
record CatalogueImage(
        String instance,
        String patient,
        @Nullable String sex,
        @Nullable Integer age,
        String modality,
        @Nullable String bodyPart,
        @Nullable String site,
        @Nullable String manufacturer,
        int frames,
        String fileSha256,
        String pixelSha256) {}
