package isocenter.ingest.erasure;

import java.sql.SQLException;

/** A patient cannot be erased, or not now; the message says what to do and names nobody. */
public final class ErasureException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String REFERENCED = "23503";

    ErasureException(String message) {
        super(message);
    }

    private ErasureException(String message, Throwable cause) {
        super(message, cause);
    }

    static ErasureException onDatabase(SQLException cause) {
        return REFERENCED.equals(cause.getSQLState())
                ? new ErasureException(
                        "Something new has come to refer to the patient's records, so nothing was erased. Repeat the command.",
                        cause)
                : new ErasureException(
                        "The database does not answer or refused, so nothing was erased. Bring it back and repeat the command.",
                        cause);
    }
}
