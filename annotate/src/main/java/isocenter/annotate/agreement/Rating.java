package isocenter.annotate.agreement;

/**
 * One reader's category for one item. What was not said is no rating.
 *
 * @param item what was judged: a study, an image
 * @param patient pseudonym of its patient
 * @param rater who judged; for agreement of a reader with himself, give his second readings another name
 */
public record Rating(String item, String patient, String rater, String category) {}
