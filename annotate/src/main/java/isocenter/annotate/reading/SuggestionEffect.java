package isocenter.annotate.reading;

import isocenter.audit.fairness.ClopperPearson;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.NotEstimable;
import java.util.List;
import java.util.Map;

/**
 * What suggestions do to readers: how often a committed reading was amended where the model was seen to differ, where it was
 * seen to agree, and where none was shown. A model is taken to say present from 0.5 on.
 *
 * @param differed readings whose first version differs from the suggestion in a finding that it speaks of
 * @param differedAmended of these, amended to what the model said
 * @param agreed readings that the suggestion confirmed
 * @param agreedAmended of these, amended
 * @param without readings for which none was shown
 * @param withoutAmended of these, amended
 * @param towardsModel share of readings that gave in, with Clopper and Pearson's interval
 * @param amendedWithout share amended without having seen any
 * @param agreement share of readings with which the model agreed at once
 */
public record SuggestionEffect(
        int differed,
        int differedAmended,
        int agreed,
        int agreedAmended,
        int without,
        int withoutAmended,
        Figure towardsModel,
        Figure amendedWithout,
        Figure agreement) {
    private static final double PRESENT = 0.5;

    /** Of all versions of each reading, in their order. */
    static SuggestionEffect of(List<List<ReadingVersion>> readings) {
        int[] counts = new int[6];
        for (List<ReadingVersion> versions : readings) {
            Suggestion shown = SuggestionChoice.shown(versions.get(0));
            boolean amended = versions.size() > 1;
            if (shown == null) {
                counts[4]++;
                counts[5] += amended ? 1 : 0;
            } else if (differs(versions.get(0).read(), shown)) {
                counts[0]++;
                boolean gaveIn =
                        amended && !differs(versions.get(versions.size() - 1).read(), shown);
                counts[1] += gaveIn ? 1 : 0;
            } else {
                counts[2]++;
                counts[3] += amended ? 1 : 0;
            }
        }
        return new SuggestionEffect(
                counts[0],
                counts[1],
                counts[2],
                counts[3],
                counts[4],
                counts[5],
                share(counts[1], counts[0], "no reading differed from a suggestion"),
                share(counts[5], counts[4], "every reading was shown a suggestion"),
                share(counts[2], counts[0] + counts[2], "no reading was shown a suggestion"));
    }

    private static boolean differs(ReadingContent content, Suggestion shown) {
        for (Map.Entry<String, Double> said : shown.findings().entrySet()) {
            LabelValue model = said.getValue() >= PRESENT ? LabelValue.PRESENT : LabelValue.ABSENT;
            boolean present = content.labels().stream()
                    .anyMatch(label -> label.finding().equals(said.getKey()) && label.value() == LabelValue.PRESENT);
            if (present != (model == LabelValue.PRESENT)) {
                return true;
            }
        }
        return false;
    }

    private static Figure share(int part, int all, String none) {
        Estimate estimate = all == 0 ? new NotEstimable(none) : ClopperPearson.of(part, all, 0.95);
        return Figure.of(estimate);
    }
}
