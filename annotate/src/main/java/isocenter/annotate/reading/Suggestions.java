package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import java.util.Optional;

/** A model in the loop. Whoever has one makes it a bean; a reader sees what it says after the first commit, never before. */
public interface Suggestions {
    /** What the model says of a study under a label set; empty when it has nothing to say of it. */
    Optional<Suggestion> of(String study, LabelSet labels);
}
