package isocenter.ingest.deidentify.score;

import isocenter.ingest.dicom.DataDictionary;
import isocenter.ingest.dicom.Tags;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One answer of the key: what must have become of one attribute, or of the pixels.
 *
 * @param path tags from the root; every sequence on the way is entered at its first item; empty for the whole object
 * @param text what must be there, or must not; the original where a date or a UID is meant
 */
record Check(Action action, List<Integer> path, String text) {
    /** As MIDI-B names them; the last three are ours. */
    enum Action {
        TAG_RETAINED,
        TEXT_NOTNULL,
        TEXT_RETAINED,
        TEXT_REMOVED,
        DATE_SHIFTED,
        UID_CHANGED,
        UID_CONSISTENT,
        PATID_CONSISTENT,
        PIXELS_HIDDEN,
        PIXELS_RETAINED,
        /** Text at a place that no rule knows: the object must wait for a person. */
        OBJECT_HELD,
        /** Documents and reports: the object must not come through at all. */
        OBJECT_REFUSED,
        /** None of the identity's names, numbers, UIDs and dates in any byte of the file. */
        BYTES_CLEAN
    }

    static Check of(Action action, String text, Integer... path) {
        return new Check(action, Arrays.asList(path), text);
    }

    /** Where, by keywords. */
    String place() {
        return path.stream()
                .map(tag -> DataDictionary.keyword(tag).orElse(Tags.format(tag)))
                .collect(Collectors.joining("/"));
    }
}
