package isocenter.annotate.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.annotate.labelset.LabelSet;
import isocenter.audit.content.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** For which studies a suggestion is shown. The rest is read without, so that the difference it makes can be measured. */
@ApplicationScoped
class SuggestionChoice {
    private static final Logger LOG = Logger.getLogger(SuggestionChoice.class);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Instance<Suggestions> sources;

    SuggestionChoice(Instance<Suggestions> sources) {
        this.sources = sources;
    }

    /** What is shown after the commit of a reading; null when nothing is. The draw is by study: all its readers are alike. */
    @Nullable
    Suggestion of(Worklist worklist, Reading reading, LabelSet labels) {
        boolean adjudicates = reading.role.equals(Reading.ADJUDICATION);
        String model = worklist.suggestedBy;
        if (adjudicates || model == null || !drawn(worklist, reading.study)) {
            return null;
        }
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> sources.stream()
                            .flatMap(source -> source.of(model, reading.study, labels).stream())
                            .findFirst()
                            .orElse(null));
        } catch (RuntimeException e) {
            // A model that is gone or fails must not keep a reader from committing; its transaction ends with it.
            LOG.warnf(
                    "No suggestion for a reading of %s: %s",
                    worklist.name, e.getClass().getSimpleName());
            return null;
        }
    }

    /** The suggestion that was shown after a version. */
    static @Nullable Suggestion shown(ReadingVersion version) {
        if (version.suggestion == null) {
            return null;
        }
        try {
            return MAPPER.readValue(version.suggestion, Suggestion.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored suggestion cannot be read", e);
        }
    }

    /** Whether readers of this study see a suggestion. */
    static boolean drawn(Worklist worklist, String study) {
        String hash = Sha256.hex(worklist.seed + "/" + study);
        return Integer.parseInt(hash.substring(0, 6), 16) / (double) 0x1000000 < worklist.suggestedShare;
    }
}
