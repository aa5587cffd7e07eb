package isocenter.ingest.dataset;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A manifest's places in order, each with its member or, where the patient was erased, with the hash of the line that stood
 * there.
 *
 * @param erased place to leaf hash, lower-case hex
 */
record ManifestLines(List<DatasetMember> members, SortedMap<Integer, String> erased) {
    /** Sees the places in order. */
    interface Sink<E extends Exception> {
        void member(DatasetMember member) throws E;

        void erased(String leafSha256) throws E;
    }

    static ManifestLines whole(List<DatasetMember> members) {
        return new ManifestLines(members, new TreeMap<>());
    }

    static ManifestLines of(List<StoredMember> members, List<ErasedMember> erased) {
        SortedMap<Integer, String> leaves = new TreeMap<>();
        erased.forEach(each -> leaves.put(each.position, each.leafSha256));
        return new ManifestLines(members.stream().map(StoredMember::member).toList(), leaves);
    }

    <E extends Exception> void forEach(Sink<E> sink) throws E {
        int next = 0;
        for (int place = 0; place < members.size() + erased.size(); place++) {
            String leaf = erased.get(place);
            if (leaf != null) {
                sink.erased(leaf);
            } else if (next < members.size()) {
                sink.member(members.get(next++));
            }
        }
    }
}
