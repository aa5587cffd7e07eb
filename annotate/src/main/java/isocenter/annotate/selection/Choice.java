package isocenter.annotate.selection;

/**
 * An image to label next.
 *
 * @param instance pseudonymous SOP Instance UID
 * @param study its study
 * @param why it was chosen, in plain words
 */
public record Choice(String instance, String study, String why) {}
