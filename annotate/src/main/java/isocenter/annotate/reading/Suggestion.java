package isocenter.annotate.reading;

import java.util.Map;

/**
 * What a model would have said of a study.
 *
 * @param source which model, by the name under which it can be looked up
 * @param findings finding → probability of its presence, 0 to 1
 */
public record Suggestion(String source, Map<String, Double> findings) {}
