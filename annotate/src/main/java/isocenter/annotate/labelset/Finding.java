package isocenter.annotate.labelset;

import isocenter.pretrain.recipe.DefaultValue;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that a reader says of a study, a series, an image or a frame: present, absent or uncertain.
 *
 * @param id lower-case letters, digits and hyphens, beginning with a letter; at most 64
 * @param title what the reader sees
 * @param key the digit that toggles it on the page, 1 to 9
 * @param codes what it means in terminologies
 * @param level what it is said of
 * @param required whether a reading can be committed without a value for it: at its level, of all that the study has
 * @param excludes identifiers of findings that cannot be present together with it
 * @param marks shapes that may show where it is
 * @param normal whether this is the finding that says that nothing was found; it is of the study
 */
public record Finding(
        String id,
        String title,
        @Nullable String key,
        @DefaultValue(DefaultValue.NO_ITEMS) List<Code> codes,
        @DefaultValue("study") Level level,
        @DefaultValue("false") boolean required,
        @DefaultValue(DefaultValue.NO_ITEMS) List<String> excludes,
        @DefaultValue(DefaultValue.NO_ITEMS) List<Shape> marks,
        @DefaultValue("false") boolean normal) {
    /** The form of an identifier. */
    static final String ID = "[a-z][a-z0-9-]{0,63}";

    public Finding {
        if (!id.matches(ID)) {
            throw new IllegalArgumentException(
                    "id must be lower-case letters, digits and hyphens, begin with a letter and have at most 64");
        }
        if (title.isBlank() || title.length() > 200) {
            throw new IllegalArgumentException("title must have 1 to 200 characters");
        }
        if (key != null && !key.matches("[1-9]")) {
            throw new IllegalArgumentException("key must be one of the digits 1 to 9");
        }
        codes = List.copyOf(codes);
        excludes = List.copyOf(excludes);
        marks = List.copyOf(marks);
        if (excludes.contains(id)) {
            throw new IllegalArgumentException("excludes must not name the finding itself");
        }
        if (new HashSet<>(marks).size() < marks.size()) {
            throw new IllegalArgumentException("marks must name each shape once");
        }
        if (normal && level != Level.STUDY) {
            throw new IllegalArgumentException("level must be study for the finding that is normal");
        }
    }
}
