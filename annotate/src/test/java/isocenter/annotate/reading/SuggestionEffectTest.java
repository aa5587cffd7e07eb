package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class SuggestionEffectTest {
    private static List<ReadingVersion> reading(Double suggested, LabelValue... said) {
        List<ReadingVersion> versions = new ArrayList<>();
        for (LabelValue value : said) {
            String content = ContentJson.write(
                    new ReadingContent(List.of(FindingLabel.ofStudy("pneumonia", value)), List.of(), ""));
            String shown = suggested == null || !versions.isEmpty()
                    ? null
                    : ContentJson.write(new Suggestion("model", Map.of("pneumonia", suggested)));
            versions.add(new ReadingVersion("r", versions.size() + 1, content, null, shown, Instant.EPOCH));
        }
        return versions;
    }

    @Test
    void countsWhoGaveInAndWhoDidNot() {
        SuggestionEffect effect = SuggestionEffect.of(List.of(
                reading(0.9, LabelValue.ABSENT, LabelValue.PRESENT),
                reading(0.9, LabelValue.ABSENT),
                reading(0.1, LabelValue.PRESENT, LabelValue.PRESENT),
                reading(0.9, LabelValue.PRESENT),
                reading(0.2, LabelValue.ABSENT, LabelValue.PRESENT),
                reading(null, LabelValue.ABSENT, LabelValue.PRESENT),
                reading(null, LabelValue.ABSENT)));
        assertThat(effect.differed()).isEqualTo(3);
        assertThat(effect.differedAmended())
                .as("amended, but not to what the model said")
                .isEqualTo(1);
        assertThat(effect.agreed()).isEqualTo(2);
        assertThat(effect.agreedAmended()).isEqualTo(1);
        assertThat(effect.without()).isEqualTo(2);
        assertThat(effect.withoutAmended()).isEqualTo(1);
        assertThat(effect.towardsModel().value()).isCloseTo(1 / 3.0, Offset.offset(1e-12));
        assertThat(effect.agreement().value()).isCloseTo(0.4, Offset.offset(1e-12));
    }

    @Test
    void withoutAnyThereIsNoFigure() {
        SuggestionEffect effect = SuggestionEffect.of(List.of(reading(null, LabelValue.ABSENT)));
        assertThat(effect.towardsModel().value()).isNull();
        assertThat(effect.agreement().reason()).isEqualTo("no reading was shown a suggestion");
    }
}
