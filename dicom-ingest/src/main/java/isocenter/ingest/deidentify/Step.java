package isocenter.ingest.deidentify;

/**
 * What is done to one attribute of one kind of object.
 *
 * @param kind the treatment
 * @param otherwise {@link Kind#REMOVE}, {@link Kind#EMPTY} or {@link Kind#DUMMY}: when the treatment leaves nothing
 * @param value the replacement of {@link Kind#REPLACE}, else empty
 */
record Step(Kind kind, Kind otherwise, String value) {
    static final Step REMOVE = new Step(Kind.REMOVE, Kind.REMOVE, "");

    /** The treatments; those from KEEP to the end may let something of the original through, each after its own check. */
    enum Kind {
        REMOVE,
        EMPTY,
        /** A value that says nothing. */
        DUMMY,
        /** A value that the profile gives. */
        REPLACE,
        /** A keyed pseudonym of the value. */
        HASH,
        /** A keyed UID; UIDs of registered classes and code systems stay. */
        UID,
        /** Dates moved by the patient's days, times kept, both only when well formed. */
        SHIFT,
        /** The pseudonym of the patient. */
        PATIENT,
        SEX,
        AGE,
        KEEP,
        /** A defined term by its form. */
        CODE,
        NUMBER,
        /** Free text: words of the vocabulary. */
        TEXT,
        /** Text that a device writes: all or nothing. */
        DEVICE_TEXT,
        CODE_VALUE,
        CODE_MEANING,
        /** A sequence, its items treated one by one. */
        ITEMS,
        /** A sequence of content items, judged by their concepts. */
        CONTENT_ITEMS,
        /** Overlay planes, kept where they are regions without text. */
        OVERLAY;

        boolean isSequence() {
            return this == ITEMS || this == CONTENT_ITEMS;
        }
    }

    static Step of(Kind kind) {
        return new Step(kind, Kind.REMOVE, "");
    }

    static Step of(Kind kind, Kind otherwise) {
        return new Step(kind, otherwise, "");
    }
}
