package isocenter.audit.ledger;

import java.sql.SQLException;

/** The ledger's tables could not be reached. The transaction is lost; check the database and run the command again. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LedgerUnavailable(String doing, SQLException cause) {
        super(
                "The ledger could not be " + doing + ": check that the database runs and is migrated, then try again",
                cause);
    }
}
