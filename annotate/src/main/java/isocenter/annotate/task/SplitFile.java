package isocenter.annotate.task;

import isocenter.ingest.dataset.SplitPart;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A split that a label file prescribes: one column says which part an image belongs to. The dataset takes it as its
 * fixed split, and there a patient in two parts is refused.
 */
public final class SplitFile {

    public static final String DEFAULT_COLUMN = "split";

    private static final Map<String, SplitPart> WORDS = Map.of(
            "train", SplitPart.TRAIN,
            "training", SplitPart.TRAIN,
            "val", SplitPart.VALIDATION,
            "valid", SplitPart.VALIDATION,
            "validation", SplitPart.VALIDATION,
            "test", SplitPart.TEST);

    private SplitFile() {}

    /**
     * Every image's part, by the UID that stands in the file.
     *
     * @throws LabelFileException for a missing column, a bad or repeated UID, or a word that names no part
     */
    public static Map<String, SplitPart> read(Path file, String uidColumn, String splitColumn) {
        try (CsvTable table = new CsvTable(file)) {
            int uid = table.column(uidColumn);
            int split = table.column(splitColumn);
            Map<String, SplitPart> parts = new LinkedHashMap<>();
            Map<String, Long> lines = new HashMap<>();
            while (table.next()) {
                String image = table.uid(uid);
                @Nullable SplitPart part = WORDS.get(table.text(split).toLowerCase(Locale.ROOT));
                if (part == null) {
                    throw table.refused("the column \"" + splitColumn + "\" says neither train, val nor test");
                }
                @Nullable Long first = lines.putIfAbsent(image, table.line());
                if (first != null) {
                    throw table.refused("the UID of line " + first + " stands here again");
                }
                parts.put(image, part);
            }
            return parts;
        }
    }
}
