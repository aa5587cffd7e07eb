package isocenter.pretrain.recipe;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills records from a recipe's tree: one key per record component, all of them required but those marked
 * {@code @Nullable} or {@link DefaultValue}. Knows records, enums, text, numbers, booleans, lists, and maps by name.
 *
 * <p>A record checks itself in its canonical constructor and begins the message with the setting's name (dotted for a
 * setting of an inner record); that name leads back to the line.
 */
final class RecordBinder {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern SETTING = Pattern.compile("^([A-Za-z][A-Za-z0-9]*(?:\\.[A-Za-z][A-Za-z0-9]*)*) ");

    private final String source;

    RecordBinder(String source) {
        this.source = source;
    }

    <T extends Record> T bind(RecipeNode node, Class<T> type) {
        return type.cast(record(node, type, ""));
    }

    private Object record(RecipeNode node, Class<?> type, String path) {
        if (!(node instanceof RecipeNode.Section section)) {
            throw expected(node, path, "a section with the keys " + String.join(", ", names(type)));
        }
        List<String> known = keys(section, type, path);
        section.entries().forEach((key, value) -> {
            if (!known.contains(key)) {
                throw new RecipeException(
                        source,
                        value.line(),
                        join(path, key),
                        "unknown key" + NearestName.hint(key, known) + "; known here: " + String.join(", ", known));
            }
        });
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] arguments = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            Choice choice = Choice.of(components[i]);
            arguments[i] = choice == null ? argument(section, components[i], path) : chosen(section, choice, path);
        }
        return create(section, type, components, arguments, path);
    }

    private @Nullable Object argument(RecipeNode.Section section, RecordComponent component, String path) {
        String inner = join(path, component.getName());
        RecipeNode given = section.entries().get(component.getName());
        if (given != null && !(given instanceof RecipeNode.Nothing)) {
            return value(given, component.getGenericType(), inner);
        }
        DefaultValue standard = component.getAnnotation(DefaultValue.class);
        if (standard != null) {
            RecipeNode written = standard.value().equals(DefaultValue.NO_ITEMS)
                    ? new RecipeNode.Items(section.line(), List.of())
                    : new RecipeNode.Text(section.line(), standard.value());
            return value(written, component.getGenericType(), inner);
        }
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return null;
        }
        int line = given == null ? section.line() : given.line();
        throw new RecipeException(source, line, inner, "missing: " + expectation(component.getType()) + " is expected");
    }

    /** The record that another setting names, from the section of that name; from its defaults where there is none. */
    private Object chosen(RecipeNode.Section section, Choice choice, String path) {
        String name = chosenName(section, choice, path);
        RecipeNode given = section.entries().get(name);
        if (given == null || given instanceof RecipeNode.Nothing) {
            given = new RecipeNode.Section(given == null ? section.line() : given.line(), Map.of());
        }
        return record(given, Objects.requireNonNull(choice.records().get(name)), join(path, name));
    }

    private String chosenName(RecipeNode.Section section, Choice choice, String path) {
        RecipeNode chooser = section.entries().get(choice.chooser());
        String place = join(path, choice.chooser());
        if (chooser == null || chooser instanceof RecipeNode.Nothing) {
            throw new RecipeException(source, section.line(), place, "missing: text is expected");
        }
        if (!(chooser instanceof RecipeNode.Text name)) {
            throw expected(chooser, place, "text");
        }
        if (!choice.records().containsKey(name.value())) {
            Set<String> known = choice.records().keySet();
            throw new RecipeException(
                    source,
                    chooser.line(),
                    place,
                    "must be one of " + String.join(", ", known) + ", but is \"" + name.value() + "\""
                            + NearestName.hint(name.value(), known));
        }
        return name.value();
    }

    /** The keys that a record's section may have. */
    private List<String> keys(RecipeNode.Section section, Class<?> type, String path) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            Choice choice = Choice.of(component);
            keys.add(choice == null ? component.getName() : chosenName(section, choice, path));
        }
        return keys;
    }

    private Object create(
            RecipeNode.Section section,
            Class<?> type,
            RecordComponent[] components,
            @Nullable Object[] arguments,
            String path) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refused) {
                throw refused(section, path, String.valueOf(refused.getMessage()));
            }
            throw new IllegalStateException("The constructor of " + type.getName() + " failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " cannot be filled from a recipe", e);
        }
    }

    /** Follows the setting that a refusal names down to its line. */
    private RecipeException refused(RecipeNode.Section section, String path, String message) {
        Matcher named = SETTING.matcher(message);
        String place = path;
        int line = section.line();
        String rest = message;
        if (named.find()) {
            RecipeNode at = section;
            for (String key : named.group(1).split("\\.")) {
                RecipeNode next =
                        at instanceof RecipeNode.Section inner ? inner.entries().get(key) : null;
                if (next == null) {
                    break;
                }
                at = next;
                line = next.line();
                place = join(place, key);
            }
            rest = at == section ? message : message.substring(named.end());
        }
        return new RecipeException(source, line, place, rest);
    }

    private Object value(RecipeNode node, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return collection(node, generic, path);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(node, plain, path);
        }
        if (plain == String.class) {
            if (node instanceof RecipeNode.Text text) {
                return text.value();
            }
            throw expected(node, path, "text");
        }
        if (plain == boolean.class || plain == Boolean.class) {
            return truth(node, path);
        }
        if (plain.isEnum()) {
            return constant(node, plain, path);
        }
        return number(node, plain, path);
    }

    private Object collection(RecipeNode node, ParameterizedType type, String path) {
        if (type.getRawType() == List.class) {
            if (!(node instanceof RecipeNode.Items list)) {
                throw expected(node, path, "a list");
            }
            List<Object> values = new ArrayList<>();
            for (RecipeNode item : list.items()) {
                values.add(value(item, type.getActualTypeArguments()[0], path + '[' + values.size() + ']'));
            }
            return List.copyOf(values);
        }
        if (type.getRawType() == Map.class) {
            if (!(node instanceof RecipeNode.Section section)) {
                throw expected(node, path, "a section of names and values");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            section.entries()
                    .forEach((key, item) ->
                            values.put(key, value(item, type.getActualTypeArguments()[1], join(path, key))));
            return values;
        }
        throw new IllegalStateException(type + " cannot be filled from a recipe");
    }

    private Object truth(RecipeNode node, String path) {
        if (node instanceof RecipeNode.Truth truth) {
            return truth.value();
        }
        if (node instanceof RecipeNode.Text text
                && (text.value().equals("true") || text.value().equals("false"))) {
            return Boolean.valueOf(text.value());
        }
        throw expected(node, path, expectation(boolean.class));
    }

    private Object constant(RecipeNode node, Class<?> type, String path) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        if (node instanceof RecipeNode.Text text) {
            int at = names.indexOf(text.value().toLowerCase(Locale.ROOT).replace('_', '-'));
            if (at >= 0) {
                return type.getEnumConstants()[at];
            }
            throw new RecipeException(
                    source,
                    node.line(),
                    path,
                    "must be one of " + String.join(", ", names) + ", but is " + node.kind()
                            + NearestName.hint(text.value(), names));
        }
        throw expected(node, path, "one of " + String.join(", ", names));
    }

    private Object number(RecipeNode node, Class<?> type, String path) {
        // A plain 1e-4 is text to YAML 1.1, which wants a point; people and RFC 8785 write it without.
        String digits = node instanceof RecipeNode.Numeral numeral
                ? numeral.value()
                : node instanceof RecipeNode.Text text ? text.value() : "";
        if (!NUMBER.matcher(digits).matches() || digits.length() > 40) {
            throw expected(node, path, expectation(type));
        }
        BigDecimal exact = new BigDecimal(digits);
        try {
            if (type == int.class || type == Integer.class) {
                return exact.intValueExact();
            }
            if (type == long.class || type == Long.class) {
                return exact.longValueExact();
            }
        } catch (ArithmeticException e) {
            throw expected(node, path, expectation(type));
        }
        if (type == double.class || type == Double.class) {
            double value = exact.doubleValue();
            if (Double.isFinite(value)) {
                return value;
            }
            throw expected(node, path, "a finite number");
        }
        throw new IllegalStateException(type + " cannot be filled from a recipe");
    }

    private RecipeException expected(RecipeNode node, String path, String what) {
        return new RecipeException(source, node.line(), path, "must be " + what + ", but is " + node.kind());
    }

    private static String expectation(Class<?> type) {
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return type == int.class || type == Integer.class ? "a whole number below 2^31" : "a whole number";
        }
        if (type == double.class || type == Double.class) {
            return "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "text";
        }
        if (type.isRecord()) {
            return "a section with the keys " + String.join(", ", names(type));
        }
        return "a value";
    }

    private static List<String> names(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static String join(String path, String key) {
        return path.isEmpty() ? key : path + '.' + key;
    }
}
