package isocenter.ingest.dimse.pdu;

/** What an acceptor says to one presentation context (PS3.8 table 9-18). */
public enum ContextResult {
    ACCEPTANCE,
    USER_REJECTION,
    NO_REASON,
    ABSTRACT_SYNTAX_NOT_SUPPORTED,
    TRANSFER_SYNTAXES_NOT_SUPPORTED;

    static ContextResult of(int code) {
        return code < values().length ? values()[code] : NO_REASON;
    }
}
