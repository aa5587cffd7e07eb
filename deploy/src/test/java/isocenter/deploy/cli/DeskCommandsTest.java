package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every command that the research desk shows beside a thing is one that this program takes. */
class DeskCommandsTest {
    private static final Path TEMPLATES =
            Path.of("..", "annotate", "src", "main", "webui", "src", "desk", "commands.json");
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    /** What stands for itself is a word. */
    private static final Map<String, String> VALUES = Map.of(
            "where", "Modality=CR",
            "id", "0f8fad5b-d9cb-469f-a165-70867728950e",
            "up", "2",
            "down", "0",
            "labels", "0.1",
            "recipe", "mae-vit-tiny");

    @Test
    void everyTemplateIsTakenByTheCommandLine() throws IOException {
        JsonNode templates = new ObjectMapper().readTree(TEMPLATES.toFile());
        assertThat(templates.size()).isGreaterThan(20);
        templates.fields().forEachRemaining(template -> {
            String line = PLACE.matcher(template.getValue().asText())
                    .replaceAll(place -> VALUES.getOrDefault(place.group(1), place.group(1)));
            assertThat(line).as(template.getKey()).startsWith("isocenter ");
            CommandLineCheck check =
                    CommandLineCheck.of(line.substring("isocenter ".length()).split(" "));
            assertThat(check.finished()).as(line).isFalse();
        });
    }
}
