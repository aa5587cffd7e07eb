package isocenter.audit.provenance;

/**
 * Names something that was made.
 *
 * @param kind such as {@code dataset}, {@code backbone} or {@code predictor}
 * @param id unique within its kind
 */
public record Thing(String kind, String id) {}
