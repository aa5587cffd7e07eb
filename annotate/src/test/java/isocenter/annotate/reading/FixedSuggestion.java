package isocenter.annotate.reading;

import isocenter.annotate.labelset.LabelSet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** A model that says the same of every study. */
@ApplicationScoped
class FixedSuggestion implements Suggestions {
    static final String MODEL = "fixed";

    /** A model whose features were deleted. */
    static final String BROKEN = "broken";

    @Override
    @Transactional
    public Optional<Suggestion> of(String model, String study, LabelSet labels) {
        if (model.equals(BROKEN)) {
            throw new IllegalArgumentException("There are no features");
        }
        return model.equals(MODEL) ? Optional.of(new Suggestion("fixed", Map.of("pneumonia", 0.75))) : Optional.empty();
    }
}
