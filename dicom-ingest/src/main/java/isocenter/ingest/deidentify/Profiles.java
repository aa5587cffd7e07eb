package isocenter.ingest.deidentify;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** Reads profiles, built in or a site's own YAML files. Strict: an unknown or doubled key or a wrong value is an error. */
public final class Profiles {
    /** The profiles that ship with Isocenter, the strictest first. */
    public static final List<String> BUILT_IN = List.of("basic", "research");

    private static final int MAX_BYTES = 256 * 1024;

    private static final ObjectMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private static final ObjectMapper CANONICAL = JsonMapper.builder()
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private Profiles() {}

    /**
     * The profile of a built-in name or a file.
     *
     * @throws ProfileException when there is none, or it is not valid
     */
    public static Profile read(String nameOrFile) {
        if (BUILT_IN.contains(nameOrFile)) {
            return parse(nameOrFile, builtInText(nameOrFile));
        }
        Path file = Path.of(nameOrFile);
        if (!Files.isRegularFile(file)) {
            throw new ProfileException(
                    "There is no file %s, and no de-identification profile of that name%s. Built in: %s."
                            .formatted(
                                    nameOrFile, NearestName.hint(nameOrFile, BUILT_IN), String.join(", ", BUILT_IN)));
        }
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ProfileException("%s is larger than a profile may be (%d bytes).".formatted(file, MAX_BYTES));
            }
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ProfileException("%s cannot be read as UTF-8 text (%s)."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    /** The YAML of a built-in profile, remarks and all: a starting point for one's own. */
    public static String builtInText(String name) {
        String resource = "profiles/" + name + ".yaml";
        try (InputStream in = Profiles.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Profile parse(String source, String yaml) {
        try {
            JsonNode tree = YAML.readTree(yaml);
            if (!tree.isObject()) {
                throw new ProfileException(source + ": a profile with the keys name and version is expected.");
            }
            KnownKeys.require(tree, Profile.class, "");
            return YAML.readValue(yaml, Profile.class);
        } catch (IllegalArgumentException e) {
            throw new ProfileException(source + ": " + e.getMessage());
        } catch (JsonProcessingException e) {
            throw new ProfileException(source + line(e.getLocation()) + ": " + problem(e));
        }
    }

    /** One spelling for equal profiles: JSON, keys in order, defaults included. */
    static String canonical(Profile profile) {
        try {
            return CANONICAL.writeValueAsString(profile);
        } catch (JacksonException e) {
            throw new IllegalStateException("A profile must be expressible as JSON", e);
        }
    }

    private static String problem(JsonProcessingException e) {
        String message = e.getCause() instanceof IllegalArgumentException refused
                ? String.valueOf(refused.getMessage())
                : String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("it cannot be read");
        if (message.startsWith("Cannot map `null`")) {
            message = "missing: a whole number is expected";
        }
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? path(mapping) + ": " + message
                : message;
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining())
                .replaceFirst("^\\.", "");
    }

    private static String line(JsonLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : " line " + location.getLineNr();
    }
}
