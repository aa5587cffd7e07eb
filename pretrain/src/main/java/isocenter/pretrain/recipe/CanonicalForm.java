package isocenter.pretrain.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.erdtman.jcs.JsonCanonicalizer;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a recipe: RFC 8785 JSON of its record, defaults included, settings that are off left out.
 *
 * @param json canonical JSON
 * @param sha256 lower-case hex SHA-256 of its UTF-8 bytes
 */
public record CanonicalForm(String json, String sha256) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** The canonical form of a record of numbers, text, booleans, enums, lists, maps and further records. */
    public static CanonicalForm of(Record recipe) {
        try {
            String json = new JsonCanonicalizer(MAPPER.writeValueAsString(plain(recipe))).getEncodedString();
            return new CanonicalForm(json, Sha256.hex(json));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A recipe must be expressible as JSON", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object plain(Object value) {
        if (value instanceof Record record) {
            Map<String, Object> settings = new LinkedHashMap<>();
            for (RecordComponent component : record.getClass().getRecordComponents()) {
                Object inner = read(record, component);
                if (inner != null) {
                    boolean chosen = component.isAnnotationPresent(SectionNamedBy.class);
                    settings.put(chosen ? Choice.nameOf(inner.getClass()) : component.getName(), plain(inner));
                }
            }
            return settings;
        }
        if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>();
            list.forEach(item -> items.add(plain(item)));
            return items;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> entries = new LinkedHashMap<>();
            map.forEach((key, inner) -> entries.put(String.valueOf(key), plain(inner)));
            return entries;
        }
        return value instanceof Enum<?> constant ? constant.name() : value;
    }

    private static @Nullable Object read(Record record, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
