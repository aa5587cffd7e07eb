package isocenter.pretrain.recipe;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The records among which a {@link SectionNamedBy} component chooses, by their names in the order of the permits clause. */
record Choice(String chooser, Map<String, Class<?>> records) {
    /** The choice that a component is, or null where its section has a name of its own. */
    static @Nullable Choice of(RecordComponent component) {
        SectionNamedBy chosen = component.getAnnotation(SectionNamedBy.class);
        if (chosen == null) {
            return null;
        }
        Map<String, Class<?>> records = new LinkedHashMap<>();
        for (Class<?> type : component.getType().getPermittedSubclasses()) {
            records.put(nameOf(type), type);
        }
        return new Choice(chosen.value(), records);
    }

    /** The section name of one of the records. */
    static String nameOf(Class<?> type) {
        SectionName name = type.getAnnotation(SectionName.class);
        if (name == null) {
            throw new IllegalStateException(type.getName() + " has no section name");
        }
        return name.value();
    }
}
