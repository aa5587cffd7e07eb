package isocenter.ingest.deidentify.score;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.deidentify.score.Check.Action;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeidentificationScoreTest {
    @TempDir
    Path home;

    @Test
    void everyAnswerIsRight() throws IOException {
        AnswerScore score = DeidentificationScore.of(home);
        assertThat(score.misses()).isEmpty();
        assertThat(score.counts()).containsOnlyKeys(Action.values());
        assertThat(score.counts().values().stream()
                        .mapToInt(AnswerScore.Count::right)
                        .sum())
                .isGreaterThan(12_000);
    }
}
