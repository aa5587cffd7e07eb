package isocenter.audit.ledger;

import java.io.IOException;
import java.util.Optional;

/** Files that the ledger vouches for and that lie elsewhere than in the data folder. Found as a bean. */
public interface ArtefactStore {
    /** Whether the file of this path lies, or should lie, here. */
    boolean holds(String path);

    /**
     * The lower-case hex SHA-256 of the bytes that are there now; empty when there are none.
     *
     * @throws IOException when the bytes cannot be read to their end at present
     */
    Optional<String> sha256(String path) throws IOException;
}
