package isocenter.annotate.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SuggestionChoiceTest {
    @Test
    void aShareOfStudiesIsReadWithoutSuggestion() {
        Worklist half = new Worklist(
                new WorklistPlan(
                        "half",
                        "Half",
                        "chest",
                        Map.of("2.25.1", ""),
                        Map.of(),
                        List.of("anna"),
                        1,
                        null,
                        0,
                        FixedSuggestion.MODEL,
                        0.25,
                        7),
                "chest@1",
                Instant.now());
        long shown = IntStream.range(0, 4000)
                .filter(i -> SuggestionChoice.drawn(half, "2.25." + i))
                .count();
        assertThat(shown).as("a quarter, within four standard errors").isBetween(890L, 1110L);
    }
}
