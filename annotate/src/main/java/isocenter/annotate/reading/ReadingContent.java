package isocenter.annotate.reading;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a reading says.
 *
 * @param labels at most one for each finding and target
 * @param marks where findings are
 * @param remark free text, 2,000 characters at most; empty when there is none
 */
public record ReadingContent(List<FindingLabel> labels, List<Mark> marks, String remark) {
    /** Before anything is said. */
    public static final ReadingContent EMPTY = new ReadingContent(List.of(), List.of(), "");

    public ReadingContent {
        labels = List.copyOf(labels);
        marks = List.copyOf(marks);
    }

    /** From JSON, where a part that is empty may be left out. */
    @JsonCreator
    static ReadingContent of(
            @JsonProperty("labels") @Nullable List<FindingLabel> labels,
            @JsonProperty("marks") @Nullable List<Mark> marks,
            @JsonProperty("remark") @Nullable String remark) {
        return new ReadingContent(
                labels == null ? List.of() : labels, marks == null ? List.of() : marks, remark == null ? "" : remark);
    }
}
