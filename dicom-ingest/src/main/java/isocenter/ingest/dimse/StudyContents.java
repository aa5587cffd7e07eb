package isocenter.ingest.dimse;

import isocenter.audit.content.Sha256;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.Tags;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a node says that a study consists of.
 *
 * @param classes SOP class, maybe empty where the node does not tell it, by SOP Instance UID
 */
record StudyContents(Map<String, String> classes) {
    /** Asks the node, series by series, for queries without relations are all that it must answer. */
    static StudyContents of(QueryRetrieve requests, RemoteNode node, String study) {
        List<String> series = new ArrayList<>();
        requests.find(node, Query.within(QueryLevel.SERIES, Map.of(Tags.STUDY_INSTANCE_UID, study)), match -> {
            match.text(Tags.SERIES_INSTANCE_UID).ifPresent(series::add);
            return true;
        });
        Map<String, String> classes = new TreeMap<>();
        for (String one : series) {
            Query query = Query.within(
                    QueryLevel.IMAGE, Map.of(Tags.STUDY_INSTANCE_UID, study, Tags.SERIES_INSTANCE_UID, one));
            requests.find(node, query, match -> {
                match.text(Tags.SOP_INSTANCE_UID)
                        .ifPresent(uid ->
                                classes.put(uid, match.text(Tags.SOP_CLASS_UID).orElse("")));
                return true;
            });
        }
        return new StudyContents(classes);
    }

    int size() {
        return classes.size();
    }

    /** The classes to be asked for; common ones where the node did not tell all. */
    List<String> sopClasses() {
        List<String> known = classes.values().stream()
                .filter(uid -> !uid.isEmpty())
                .distinct()
                .toList();
        boolean all = !known.isEmpty() && !classes.containsValue("");
        if (all) {
            return known;
        }
        List<String> more = new ArrayList<>(known);
        more.addAll(SopClasses.COMMON_STORAGE);
        return more;
    }

    /** Equal for equal contents, and tells nothing about them: a hash of the sorted pseudonyms. */
    String sha256(Pseudonyms pseudonyms) {
        return Sha256.hex(String.join(
                "\n", classes.keySet().stream().map(pseudonyms::uid).sorted().toList()));
    }
}
