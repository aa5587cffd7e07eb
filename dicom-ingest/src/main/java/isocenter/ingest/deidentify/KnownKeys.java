package isocenter.ingest.deidentify;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Looks for keys that no component of a record has, before the record is filled: a mistyped key is not a missing one. */
final class KnownKeys {
    private KnownKeys() {}

    /** @throws IllegalArgumentException that names the first unknown key, where it stands, and the nearest known one */
    static void require(JsonNode node, Class<?> type, String path) {
        if (!node.isObject() || !type.isRecord()) {
            return;
        }
        RecordComponent[] components = type.getRecordComponents();
        List<String> known =
                Arrays.stream(components).map(RecordComponent::getName).sorted().toList();
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                throw new IllegalArgumentException("unknown key \"" + path + key + "\"" + NearestName.hint(key, known)
                        + "; known here: " + String.join(", ", known));
            }
        }
        for (RecordComponent component : components) {
            JsonNode value = node.path(component.getName());
            String inner = path + component.getName();
            require(value, component.getType(), inner + ".");
            for (int i = 0; i < value.size() && value.isArray(); i++) {
                require(value.get(i), element(component.getGenericType()), inner + "[" + i + "].");
            }
        }
    }

    private static Class<?> element(Type type) {
        return type instanceof ParameterizedType list && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? element
                : Object.class;
    }
}
