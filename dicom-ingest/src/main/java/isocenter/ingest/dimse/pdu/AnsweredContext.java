package isocenter.ingest.dimse.pdu;

/**
 * An acceptor's answer to one presentation context (PS3.8 9.3.3.2).
 *
 * @param transferSyntax means something only where the result is {@link ContextResult#ACCEPTANCE}
 */
public record AnsweredContext(int id, ContextResult result, String transferSyntax) {
    public boolean accepted() {
        return result == ContextResult.ACCEPTANCE;
    }
}
