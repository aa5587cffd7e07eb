package isocenter.annotate.selection;

/**
 * An image that may be labelled.
 *
 * @param instance pseudonymous SOP Instance UID
 * @param study what is read as a whole: of one study one image is chosen
 * @param patient the patient's pseudonym
 * @param group to choose equally from; the same for all where nothing is to be balanced
 */
public record Candidate(String instance, String study, String patient, String group) {}
