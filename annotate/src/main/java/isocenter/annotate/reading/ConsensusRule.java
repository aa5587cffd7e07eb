package isocenter.annotate.reading;

/** How readers who differ come to one value, where nobody has adjudicated. */
public enum ConsensusRule {
    /** What more than half of a study's readers said. */
    MAJORITY,

    /**
     * What is likeliest, when each reader is trusted as far as the others bear him out: {@link
     * isocenter.annotate.agreement.DawidSkene}, over all studies at once. For three readers or more.
     */
    DAWID_SKENE
}
