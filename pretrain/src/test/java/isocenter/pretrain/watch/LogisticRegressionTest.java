package isocenter.pretrain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticRegressionTest {

    /** scikit-learn's solutions; {@code oracle/logistic_regression.py} made them. */
    @Test
    void equalsScikitLearn() throws IOException {
        JsonNode oracle;
        try (InputStream in = getClass().getResourceAsStream("/oracle/logistic_regression.json")) {
            oracle = new ObjectMapper().readTree(in);
        }
        double[][] x = new double[oracle.get("x").size()][];
        boolean[] y = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = numbers(oracle.get("x").get(i));
            y[i] = oracle.get("y").get(i).asInt() == 1;
        }
        double[] ones = new double[x.length];
        Arrays.fill(ones, 1);

        assertThat(oracle.get("cases")).hasSize(6);
        for (JsonNode expected : oracle.get("cases")) {
            double[] importance = expected.get("balanced").asBoolean() ? LogisticRegression.balanced(y) : ones;
            LinearModel model =
                    LogisticRegression.fit(x, y, importance, expected.get("c").asDouble());
            assertThat(model.weights()).containsExactly(numbers(expected.get("weights")), within(1e-7));
            assertThat(model.bias()).isCloseTo(expected.get("bias").asDouble(), within(1e-6));
        }
    }

    @Test
    void findsTheMinimumOfAnIllConditionedBowl() {
        double[] found = new Lbfgs(20, 1000, 1e-12)
                .minimise(
                        (point, gradient) -> {
                            double value = 0;
                            for (int i = 0; i < point.length; i++) {
                                double curvature = Math.pow(10, i);
                                value += 0.5 * curvature * (point[i] - i) * (point[i] - i);
                                gradient[i] = curvature * (point[i] - i);
                            }
                            return value;
                        },
                        new double[6]);

        assertThat(found).containsExactly(new double[] {0, 1, 2, 3, 4, 5}, within(1e-6));
    }

    /** Near the minimum of a large sum its values differ by rounding only, and a search by value alone goes on for ever. */
    @Test
    void stopsWhereRoundingHidesTheDecrease() {
        Random random = new Random(1);
        double[][] x = new double[300][256];
        boolean[] positive = new boolean[x.length];
        for (int i = 0; i < x.length; i++) {
            double shared = random.nextGaussian();
            for (int j = 0; j < x[i].length; j++) {
                x[i][j] = shared * (j % 7) / 2 + random.nextGaussian();
            }
            positive[i] = x[i][0] + x[i][3] + random.nextGaussian() > 0;
        }
        int[] evaluations = {0};
        new Lbfgs(20, 5000, 1e-10)
                .minimise(
                        (point, gradient) -> {
                            evaluations[0]++;
                            return loss(x, positive, point, gradient);
                        },
                        new double[256]);

        assertThat(evaluations[0]).as("28,554 when searching by value alone").isBetween(10, 400);
    }

    private static double loss(double[][] x, boolean[] positive, double[] point, double[] gradient) {
        double loss = 0;
        for (int j = 0; j < point.length; j++) {
            loss += 0.5 * point[j] * point[j];
            gradient[j] = point[j];
        }
        for (int i = 0; i < x.length; i++) {
            double logit = new LinearModel(point, 0).logit(x[i]);
            loss += 3 * LogisticRegression.softplus(positive[i] ? -logit : logit);
            for (int j = 0; j < point.length; j++) {
                gradient[j] += 3 * x[i][j] * (LogisticRegression.sigmoid(logit) - (positive[i] ? 1 : 0));
            }
        }
        return loss;
    }

    @Test
    void standardisationFoldsIntoTheWeights() {
        double[][] x = {{1, 5, 100}, {2, 5, 140}, {4, 5, 60}, {9, 5, 100}};
        Standardisation standardisation = Standardisation.of(x);
        LinearModel model = new LinearModel(new double[] {0.5, 7, -2}, 0.25);
        LinearModel folded = standardisation.fold(model);

        double[][] standardised = standardisation.apply(x);
        for (int i = 0; i < x.length; i++) {
            assertThat(folded.logit(x[i])).isCloseTo(model.logit(standardised[i]), within(1e-12));
            assertThat(standardised[i][1])
                    .as("a constant feature takes no part")
                    .isZero();
        }
        assertThat(Arrays.stream(standardised).mapToDouble(row -> row[0]).sum()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(standardised)
                        .mapToDouble(row -> row[2] * row[2])
                        .sum())
                .isCloseTo(4, within(1e-12));
    }

    private static double[] numbers(JsonNode array) {
        double[] numbers = new double[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = array.get(i).asDouble();
        }
        return numbers;
    }
}
