package isocenter.ingest.erasure;

import java.util.List;

/**
 * What a search for a patient's names found.
 *
 * @param names how many were looked for
 * @param tables that were searched: all but the ledger's
 * @param files that were searched, by name and content: all of the data folder but the embedded database's own
 * @param bytes of those tables and files
 * @param left where a name was found; for the eyes of whoever erases, as a path may hold a name
 */
public record Residue(long names, long tables, long files, long bytes, List<String> left) {
    public Residue {
        left = List.copyOf(left);
    }
}
