package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EvaluationTableTest {
    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    @Test
    void aFigureThatCouldNotBeEstimatedIsNoNumber() throws IOException {
        EvaluationTable.print(new ObjectMapper().readTree("""
                {"dataset": "chest@1", "labels": "pneumonia@2",
                 "fit": {"patients": 20, "images": 21, "positives": 5},
                 "validation": {"patients": 8, "images": 9, "positives": 1},
                 "models": [
                   {"model": "mean-grey", "runs": 1, "knn": {"notEstimable": "1 positives"},
                    "probe": {"auroc": 0.75, "low": 0.5, "high": 0.875}, "rankMe": 1.04},
                   {"model": "mae vit-tiny/8", "runs": 3, "knn": {"auroc": 0.8, "low": 0.7, "high": 0.9},
                    "probe": {"auroc": 0.9, "low": 0.8, "high": 1}, "rankMe": 33, "steps": 400,
                    "trainingImagesPerSecond": 61.4}]}"""), out);
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).contains("pneumonia@2 on chest@1", "20 patients (21 images, 5 positive)");
        assertThat(lines.get(2)).contains(AuditOutcome.NOT_ESTIMABLE, "0.750 (0.500-0.875)", "1.0");
        assertThat(lines.get(3)).contains("0.800 (0.700-0.900)", "33.0", "400", "61");
    }

    /** A line of 120 numbers is drawn as 60 means of two; those that are not numbers are left out. */
    @Test
    void aCurveIsDrawnInSixtyColumns() {
        List<Double> rising = IntStream.range(0, 120).mapToObj(i -> (double) i).toList();
        CurveTable.line("loss", rising, value -> value, out);
        CurveTable.line("flat", List.of(2.0, 2.0), value -> value, out);
        CurveTable.line("nothing", List.of(Double.NaN), value -> value, out);
        out.flush();
        List<String> lines = text.toString().lines().toList();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).contains(" ▁▁▁▁▁▂").contains("▇█████  ").contains("0.5000 to 118.5");
        assertThat(lines.get(0).chars().filter(c -> c >= '▁' && c <= '█').count())
                .isEqualTo(60);
        assertThat(lines.get(1)).contains(" ▁▁  2.000 to 2.000");
    }
}
