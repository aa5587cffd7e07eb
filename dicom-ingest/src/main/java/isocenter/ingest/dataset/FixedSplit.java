package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.deidentify.Pseudonyms;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A split given image by image. Its UIDs may be original or pseudonymous ones: both readings of each are kept, for the
 * pseudonym of a pseudonym is nobody's.
 */
final class FixedSplit {
    private final Map<String, SplitPart> parts = new HashMap<>();
    private final String sha256;

    /** @throws DatasetException when an image is named twice, by both its UIDs, with two parts */
    FixedSplit(Map<String, SplitPart> byUid, Pseudonyms pseudonyms) {
        Map<String, String> canonical = new TreeMap<>();
        byUid.forEach((uid, part) -> {
            String pseudonym = pseudonyms.uid(uid);
            put(uid, part);
            put(pseudonym, part);
            canonical.put(pseudonym, part.name());
        });
        sha256 = Sha256.hex(Manifest.json(canonical));
    }

    private void put(String uid, SplitPart part) {
        SplitPart earlier = parts.put(uid, part);
        if (earlier != null && earlier != part) {
            throw new DatasetException("the given split names an image twice, with two parts: name each image once");
        }
    }

    /** Part of the image with this pseudonymous UID; null when it is not named. */
    @Nullable
    SplitPart part(String instance) {
        return parts.get(instance);
    }

    /** Names the split without giving its UIDs away, lower-case hex. */
    String sha256() {
        return sha256;
    }
}
