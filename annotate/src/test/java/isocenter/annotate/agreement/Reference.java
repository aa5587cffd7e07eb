package isocenter.annotate.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.fairness.Estimate;
import isocenter.audit.fairness.Estimated;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Published tables and what other programs make of them; deploy/bench/agreement writes the file. */
final class Reference {
    private Reference() {}

    static JsonNode of(String name) {
        try (InputStream file = Objects.requireNonNull(Reference.class.getResourceAsStream("reference.json"))) {
            return new ObjectMapper().readTree(file).path(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** [item][rater], each item of its own patient; raters are called 0, 1, …, and so are categories. */
    static Ratings ratings(JsonNode table, int categories) {
        List<Rating> ratings = new ArrayList<>();
        for (int item = 0; item < table.size(); item++) {
            for (int rater = 0; rater < table.get(item).size(); rater++) {
                JsonNode said = table.get(item).get(rater);
                if (!said.isNull()) {
                    ratings.add(new Rating("item " + item, "patient " + item, "" + rater, said.asText()));
                }
            }
        }
        return Ratings.of(categories(categories), ratings);
    }

    static List<String> categories(int count) {
        return IntStream.range(0, count).mapToObj(String::valueOf).toList();
    }

    static double[] numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    static Estimated estimated(Estimate estimate) {
        assertThat(estimate).isInstanceOf(Estimated.class);
        return (Estimated) estimate;
    }

    static double value(Estimate estimate) {
        return estimated(estimate).value();
    }
}
