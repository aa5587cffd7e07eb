package isocenter.ingest.dimse;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.StoreException;
import java.io.OutputStream;

/** Where received objects go, and what is known of those that went there. Safe for use by many threads. */
interface Inbox {
    /**
     * Opens a place for one object.
     *
     * @throws StoreException when nothing can be taken in now
     */
    Delivery begin();

    /** Whether an object is kept, by the UIDs that its sender knows it under. */
    Holding holding(String sopClassUid, String sopInstanceUid);

    /** The bytes of one Part 10 file, written as they come. Closing forgets what was not kept. */
    abstract class Delivery extends OutputStream {
        /**
         * Ends the object and waits until its outcome is durable.
         *
         * @throws StoreException when it cannot be made durable now
         */
        abstract IngestOutcome keep();

        @Override
        public abstract void close();
    }

    /** What storage commitment asks about (PS3.4 annex J). */
    enum Holding {
        HELD,
        ABSENT,
        OF_ANOTHER_CLASS,
        /** Catalogued, but its file is missing or has changed. */
        DAMAGED,
        /** The catalogue does not answer. */
        UNKNOWN
    }
}
