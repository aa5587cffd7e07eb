package isocenter.ingest.reidentify;

/** What a pseudonym stands for. Show it to the one who asked, and write it nowhere. */
public sealed interface Resolution {

    /** A patient; id and issuer are empty where the object had none. */
    record Patient(String id, String issuer, String name) implements Resolution {
        /** Never a value: records are logged by accident. */
        @Override
        public String toString() {
            return "Patient";
        }
    }

    /**
     * A study.
     *
     * @param patient pseudonym of its patient
     */
    record Study(String uid, String accession, String patient) implements Resolution {
        @Override
        public String toString() {
            return "Study";
        }
    }

    /** The map has no such pseudonym: it was never given, or the map was switched off at the time. */
    record Unknown() implements Resolution {}
}
