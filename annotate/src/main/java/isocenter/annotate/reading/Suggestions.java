package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import java.util.Optional;

/** A model in the loop. Whoever has one makes it a bean; a reader sees what it says after the first commit, never before. */
public interface Suggestions {
    /**
     * What the model says of a study; empty when it is not this bean's, or has nothing to say of the study.
     *
     * @param model which, in the words of the bean that has it ({@link WorklistPlan#suggestedBy})
     * @param study pseudonymous Study Instance UID
     */
    Optional<Suggestion> of(String model, String study, LabelSet labels);
}
