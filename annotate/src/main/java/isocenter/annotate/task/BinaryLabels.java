package isocenter.annotate.task;

import isocenter.audit.content.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The labels of one revision: pseudonymous SOP Instance UID → positive, sorted by UID.
 */
final class BinaryLabels {

    private final SortedMap<String, Boolean> labels = new TreeMap<>();

    BinaryLabels(Map<String, Boolean> labels) {
        this.labels.putAll(labels);
    }

    SortedMap<String, Boolean> labels() {
        return labels;
    }

    /** Lower-case hex SHA-256 of the labels as text: "instance,1" or "instance,0" and LF, in the order of the UIDs. */
    String sha256() {
        MessageDigest digest = Sha256.digest();
        labels.forEach((instance, positive) ->
                digest.update((instance + (positive ? ",1\n" : ",0\n")).getBytes(StandardCharsets.US_ASCII)));
        return Sha256.hex(digest);
    }

    long positives() {
        return labels.values().stream().filter(positive -> positive).count();
    }

    long negatives() {
        return labels.size() - positives();
    }
}
