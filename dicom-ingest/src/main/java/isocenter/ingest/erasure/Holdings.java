package isocenter.ingest.erasure;

import java.util.List;
import java.util.SortedMap;

/**
 * What is held of a patient.
 *
 * @param places place to how much is there; places that hold nothing are left out
 * @param learned models that may have learned from the patient
 * @param obstacles why the patient cannot be erased now
 */
public record Holdings(SortedMap<String, Long> places, List<String> learned, List<String> obstacles) {
    /** Nothing of this patient is here. */
    public boolean isEmpty() {
        return places.isEmpty();
    }
}
