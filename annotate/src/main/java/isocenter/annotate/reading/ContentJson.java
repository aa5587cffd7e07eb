package isocenter.annotate.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contents of readings as JSON: strict, since what is not understood would be lost. */
final class ContentJson {
    /** Characters or bytes of one content at most; a mask of 3,000 × 3,000 pixels drawn by hand has some 50,000. */
    static final int MOST = 8_000_000;

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .build();

    static {
        MAPPER.getFactory()
                .setStreamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(16)
                        .maxDocumentLength(MOST)
                        .build());
    }

    private ContentJson() {}

    /**
     * What a request brings, as text.
     *
     * @throws ReadingRefused when it is longer than a content may be
     */
    static String text(InputStream body) {
        try {
            byte[] bytes = body.readNBytes(MOST + 1);
            if (bytes.length > MOST) {
                throw tooLarge();
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ReadingRefused tooLarge() {
        return ReadingRefused.invalid("The content is larger than a reading may be", "content");
    }

    /** @throws ReadingRefused when the text is no content */
    static ReadingContent read(String json) {
        return read(json, ReadingContent.class);
    }

    /** @throws ReadingRefused when the text is not of this form */
    static <T> T read(String json, Class<T> form) {
        if (json.length() > MOST) {
            throw tooLarge();
        }
        try {
            @Nullable T read = MAPPER.readValue(json, form);
            if (read == null) {
                throw ReadingRefused.invalid("There is no content", "content");
            }
            return read;
        } catch (JsonProcessingException e) {
            throw ReadingRefused.invalid(
                    "The content is not the JSON of a reading (" + e.getClass().getSimpleName() + ")", "content");
        }
    }

    /** Finding → value of a study whose truth is known; nothing of any other. */
    static Map<String, LabelValue> truth(@Nullable String json) {
        if (json == null) {
            return Map.of();
        }
        try {
            return MAPPER.readValue(json, new TypeReference<Map<String, LabelValue>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored truth cannot be read", e);
        }
    }

    static String write(Object content) {
        try {
            return MAPPER.writeValueAsString(content);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record cannot be written as JSON", e);
        }
    }

    static String sha256(String json) {
        return Sha256.hex(json);
    }

    /** By which an event names a content. */
    static String sha256(ReadingContent content) {
        return sha256(write(content));
    }
}
