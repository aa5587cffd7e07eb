package isocenter.ingest.dimse;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The configuration of one server in a test: free port, short timeouts, and what the test adds. */
final class TestConfig {
    private TestConfig() {}

    static DimseConfig of(String... keysAndValues) {
        Map<String, String> values = new HashMap<>(Map.of(
                "isocenter.dimse.port", "0",
                "isocenter.dimse.callers", "SCU",
                "isocenter.dimse.timeouts.connect", "5s",
                "isocenter.dimse.timeouts.association", "2s",
                "isocenter.dimse.timeouts.stop", "5s",
                "isocenter.dimse.pull.backoff", "10ms"));
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put("isocenter.dimse." + keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(DimseConfig.class)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(values, "test", 100))
                .build()
                .getConfigMapping(DimseConfig.class);
    }
}
