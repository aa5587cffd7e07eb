package isocenter.pretrain.watch;

import isocenter.audit.fairness.Estimate;

/**
 * What a backbone's features were found to hold.
 *
 * @param knn nearest neighbours' score of each validation image
 * @param probe the linear probe's
 * @param knnAuroc of weighted nearest neighbours on validation patients, 95 % interval by a bootstrap over patients
 * @param probeAuroc of a linear probe on the same, likewise
 * @param diagnostics of the features of the images that the probes were fitted on
 * @param alignment mean squared distance of the unit-length features of two views of an image: 0 is best (Wang and Isola
 *     2020); NaN where no views were given
 * @param fitPatients patients the probes were fitted on
 * @param validationPatients patients they were judged on
 * @param imagesPerSecond images put through the network; 0 when that took no time
 */
public record Evaluation(
        double[] knn,
        double[] probe,
        Estimate knnAuroc,
        Estimate probeAuroc,
        EmbeddingDiagnostics diagnostics,
        double alignment,
        int fitPatients,
        int fitImages,
        int validationPatients,
        int validationImages,
        double imagesPerSecond) {}
