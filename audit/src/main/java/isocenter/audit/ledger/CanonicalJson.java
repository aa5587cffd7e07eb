package isocenter.audit.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import org.erdtman.jcs.JsonCanonicalizer;

/**
 * RFC 8785 canonical JSON: one text per value, so that equal content has an equal hash.
 *
 * <p>Numbers are IEEE doubles there; a value that a double cannot hold (an integer beyond ±2^53, NaN, an infinity) is
 * refused instead of silently becoming another one.
 */
public final class CanonicalJson {
    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final long LARGEST_EXACT = 1L << 53;

    private CanonicalJson() {}

    /**
     * The canonical text of a map, list, record or other value that Jackson can write.
     *
     * @throws IllegalArgumentException if it holds a number that JSON cannot keep exactly
     */
    public static String of(Object value) {
        JsonNode tree = MAPPER.valueToTree(value);
        requireExactNumbers(tree);
        try {
            return new JsonCanonicalizer(MAPPER.writeValueAsString(tree)).getEncodedString();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The value cannot be written as JSON", e);
        } catch (IOException e) {
            throw new IllegalArgumentException("The value has no canonical JSON form", e);
        }
    }

    /** Reads JSON text into a tree. */
    static JsonNode parse(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    private static void requireExactNumbers(JsonNode node) {
        if (node.isIntegralNumber() && !isExact(node)) {
            throw new IllegalArgumentException("An integer beyond ±2^53 is not exact in JSON: write it as text");
        }
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            throw new IllegalArgumentException("NaN and infinities are not JSON: leave the value out or write text");
        }
        node.forEach(CanonicalJson::requireExactNumbers);
    }

    private static boolean isExact(JsonNode integer) {
        return integer.canConvertToLong()
                && -LARGEST_EXACT <= integer.longValue()
                && integer.longValue() <= LARGEST_EXACT;
    }
}
