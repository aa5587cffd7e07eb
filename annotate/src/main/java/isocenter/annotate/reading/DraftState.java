package isocenter.annotate.reading;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An open reading as it is saved.
 *
 * @param etag counts every change of it; who saves names the one that they saw
 * @param content after the current step
 * @param canUndo whether there is a step before
 * @param canRedo whether there is a step after
 */
record DraftState(int etag, ReadingContent content, boolean canUndo, boolean canRedo) {
    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("etag", etag);
        map.put("content", content);
        map.put("canUndo", canUndo);
        map.put("canRedo", canRedo);
        return map;
    }
}
