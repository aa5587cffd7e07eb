package isocenter.pretrain.watch;

import isocenter.audit.content.Sha256;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Patients of one dataset part, by class, each class in an order that the seed alone decides: a patient's place comes
 * from a hash of seed and pseudonym, so that a patient more or less moves nobody else. A patient with at least one
 * positive image is a positive patient.
 */
public final class PatientOrder {

    private final List<String> positive;
    private final List<String> negative;

    private PatientOrder(List<String> positive, List<String> negative) {
        this.positive = positive;
        this.negative = negative;
    }

    /** Orders the patients of images. */
    public static PatientOrder of(List<LabelledImage> images, long seed) {
        Map<String, Boolean> patients = new HashMap<>();
        images.forEach(image -> patients.merge(image.patient(), image.positive(), Boolean::logicalOr));
        return new PatientOrder(ordered(patients, true, seed), ordered(patients, false, seed));
    }

    /** Patients with a positive image. */
    public List<String> positive() {
        return positive;
    }

    /** Patients without. */
    public List<String> negative() {
        return negative;
    }

    private static List<String> ordered(Map<String, Boolean> patients, boolean positive, long seed) {
        Map<String, String> places = new HashMap<>();
        patients.forEach((patient, isPositive) -> {
            if (isPositive == positive) {
                places.put(patient, place(patient, seed));
            }
        });
        TreeSet<String> sorted =
                new TreeSet<>(Comparator.comparing((String patient) -> places.getOrDefault(patient, ""))
                        .thenComparing(Comparator.naturalOrder()));
        sorted.addAll(places.keySet());
        return List.copyOf(sorted);
    }

    private static String place(String patient, long seed) {
        return Sha256.hex(seed + "\n" + patient);
    }
}
