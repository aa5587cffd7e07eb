package isocenter.annotate.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A worklist to be made.
 *
 * @param name lower-case letters, digits and hyphens, beginning with a letter; 64 at most
 * @param title what readers see
 * @param labelSet "name@number", or "name" for the newest version
 * @param studies pseudonymous Study Instance UID → why it was chosen, in the order in which they are to be read
 * @param calibration further studies whose truth is known, mixed in unseen: Study Instance UID → finding → value
 * @param readers names of those who read
 * @param readersPerStudy how many of them read each study
 * @param adjudicator who decides where they disagree, none of the readers; null for nobody
 * @param repeatShare share of each reader's studies that come a second time, at the end; 0 to 1
 * @param suggestedBy the model whose suggestions are shown, in the words of the {@link Suggestions} that has it; null for
 *     none
 * @param suggestedShare share of studies for which a suggestion of the model is shown after the commit; 0 to 1. The others
 *     are what readers do without
 * @param seed of every draw
 */
public record WorklistPlan(
        String name,
        String title,
        String labelSet,
        Map<String, String> studies,
        Map<String, Map<String, LabelValue>> calibration,
        List<String> readers,
        int readersPerStudy,
        @Nullable String adjudicator,
        double repeatShare,
        @Nullable String suggestedBy,
        double suggestedShare,
        long seed) {
    /** @throws IllegalArgumentException when a part is missing or contradicts another; the message says which */
    public WorklistPlan {
        if (!name.matches("[a-z][a-z0-9-]{0,63}")) {
            throw new IllegalArgumentException(
                    "A worklist's name has lower-case letters, digits and hyphens, begins with a letter, 64 at most");
        }
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("A worklist's title has 1 to 200 characters");
        }
        if (studies.isEmpty()) {
            throw new IllegalArgumentException("A worklist needs studies");
        }
        if (calibration.keySet().stream().anyMatch(studies::containsKey)) {
            throw new IllegalArgumentException("A study is to be read and is a calibration case; choose others");
        }
        if (readers.isEmpty() || new HashSet<>(readers).size() < readers.size()) {
            throw new IllegalArgumentException("A worklist needs readers, each named once");
        }
        if (readersPerStudy < 1 || readersPerStudy > readers.size()) {
            throw new IllegalArgumentException(
                    "Readers a study must be 1 to " + readers.size() + ", which is how many there are");
        }
        if (adjudicator != null && readers.contains(adjudicator)) {
            throw new IllegalArgumentException(
                    "Who adjudicates cannot be one of the readers: the reading is not blind then");
        }
        if (!(repeatShare >= 0 && repeatShare <= 1) || !(suggestedShare >= 0 && suggestedShare <= 1)) {
            throw new IllegalArgumentException("A share is 0 to 1");
        }
        if ((suggestedBy == null) != (suggestedShare == 0)) {
            throw new IllegalArgumentException(
                    "A share of studies with suggestions and a model that makes them belong together");
        }
        readers = List.copyOf(readers);
    }
}
