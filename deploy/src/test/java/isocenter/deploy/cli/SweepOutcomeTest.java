package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.StoredJson;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SweepOutcomeTest {
    private static final String TABLE = """
            {"models": [
              {"model": "mean-grey", "runs": 1, "probe": {"auroc": 0.70, "low": 0.6, "high": 0.8},
               "knn": {"auroc": 0.69, "low": 0.6, "high": 0.8}, "rankMe": 1.5, "each": [{"name": "mean-grey"}]},
              {"model": "mae vit-tiny/8", "runs": 2, "probe": {"auroc": 0.81, "low": 0.7, "high": 0.9},
               "knn": {"auroc": 0.80, "low": 0.7, "high": 0.9}, "rankMe": 20, "each": [{"name": "a"}, {"name": "b"}]},
              {"model": "mae vit-tiny/8", "runs": 1, "probe": {"auroc": 0.85, "low": 0.7, "high": 0.9},
               "knn": {"notEstimable": "one class"}, "rankMe": 30, "each": [{"name": "c"}]}]}
            """;

    private final JsonNode table = read();

    @Test
    void ranksByTheProbeAndNamesWhatWasTried() {
        List<SweepOutcome.Run> runs = List.of(
                new SweepOutcome.Run(Map.of("optimizer.rate", "1e-3", "seed", "1"), "a", null),
                new SweepOutcome.Run(Map.of("optimizer.rate", "1e-3", "seed", "2"), "b", null),
                new SweepOutcome.Run(Map.of("optimizer.rate", "1e-4", "seed", "1"), "c", null),
                new SweepOutcome.Run(Map.of("optimizer.rate", "9e-1", "seed", "1"), "", "training diverged"));
        SweepOutcome outcome = SweepOutcome.of(runs, table);
        assertThat(outcome.ranking())
                .extracting(SweepOutcome.Ranked::settings)
                .containsExactly(Map.of("optimizer.rate", "1e-4"), Map.of("optimizer.rate", "1e-3"), Map.of());
        assertThat(outcome.ranking().get(1).backbones()).containsExactly("a", "b");
        StringWriter printed = new StringWriter();
        try (PrintWriter out = new PrintWriter(printed)) {
            outcome.print(out);
        }
        assertThat(printed.toString().lines())
                .hasSize(5)
                .anyMatch(line -> line.startsWith("optimizer.rate 1e-4") && line.contains("0.850 (0.700-0.900)"))
                .anyMatch(line -> line.startsWith("mean-grey"))
                .last()
                .asString()
                .startsWith("failed: ")
                .contains("9e-1", "training diverged");
    }

    private static JsonNode read() {
        return StoredJson.parse(TABLE);
    }
}
