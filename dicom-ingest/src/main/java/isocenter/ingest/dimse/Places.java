package isocenter.ingest.dimse;

import java.util.concurrent.Semaphore;

/** How many callers there may be at once: some that negotiate, which anybody can, and some whose association stands. */
final class Places {
    private final int total;
    private final Semaphore negotiations;
    private final Semaphore associations;

    Places(int negotiations, int associations) {
        this.total = Math.addExact(negotiations, associations);
        this.negotiations = new Semaphore(negotiations);
        this.associations = new Semaphore(associations);
    }

    /** All of them together. */
    int total() {
        return total;
    }

    boolean enterNegotiation() {
        return negotiations.tryAcquire();
    }

    void leaveNegotiation() {
        negotiations.release();
    }

    boolean enterAssociation() {
        return associations.tryAcquire();
    }

    void leaveAssociation() {
        associations.release();
    }
}
