package isocenter.ingest.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Does what its parameters say: {"do": …, "folder": …}. */
@ApplicationScoped
class TrialHandler implements JobHandler {
    static final String KIND = "trial";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public void run(JobContext context) {
        JsonNode parameters = read(context.parameters());
        switch (parameters.get("do").asText()) {
            case "succeed" -> {
                context.progress(1, 2, "steps", Map.of("loss", 0.5));
                context.complete("{\"attempt\":" + context.attempt() + "}");
            }
            case "fail" -> throw new IllegalStateException("the learning rate is too high: halve it");
            case "fail-natively" -> throw new UnsatisfiedLinkError("no libtrial");
            case "wait" -> {
                context.progress(1, 0, "steps", Map.of());
                waitUntil(context::cancelRequested);
            }
            case "late" -> {
                Path folder = Path.of(parameters.get("folder").asText());
                if (context.attempt() == 1) {
                    touch(folder.resolve("started"));
                    waitUntil(() -> Files.exists(folder.resolve("go")));
                    try {
                        context.complete("{\"attempt\":1}");
                    } catch (JobFencedException e) {
                        touch(folder.resolve("fenced"));
                        throw e;
                    }
                }
                context.complete("{\"attempt\":" + context.attempt() + "}");
            }
            case "die" -> {
                if (context.attempt() == 1) {
                    Runtime.getRuntime().halt(137);
                }
                context.complete("{\"attempt\":" + context.attempt() + "}");
            }
            default -> throw new IllegalArgumentException("unknown trial");
        }
    }

    private static JsonNode read(String json) {
        try {
            return new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void waitUntil(java.util.function.BooleanSupplier condition) {
        try {
            while (!condition.getAsBoolean()) {
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
