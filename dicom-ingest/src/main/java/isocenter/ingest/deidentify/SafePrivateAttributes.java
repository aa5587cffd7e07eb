package isocenter.ingest.deidentify;

import isocenter.ingest.dicom.Vr;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Table E.3.10-1 of PS3.15: private attributes thought to be safe, and their value representations. */
final class SafePrivateAttributes {
    static final String RESOURCE = "safe-private.tsv";

    private record Key(int group, int element, String creator) {}

    private final Map<Key, Vr> vrs = new HashMap<>();

    SafePrivateAttributes() {
        for (String[] row : TableFile.of(RESOURCE).rows()) {
            Key key = new Key(Integer.parseInt(row[0], 16), Integer.parseInt(row[1], 16), row[3]);
            vrs.put(key, Vr.valueOf(row[2]));
        }
    }

    /** The VR of a private attribute that the table lists, by the creator of its block; else null. */
    @Nullable
    Vr vr(int tag, String creator) {
        return vrs.get(new Key(tag >>> 16, tag & 0xff, creator));
    }
}
