package isocenter.ingest.dimse.pdu;

import java.util.List;

/**
 * A presentation context as a requestor proposes it (PS3.8 9.3.2.2).
 *
 * @param id odd, 1 to 255
 * @param transferSyntaxes in the requestor's order of preference, at least one
 */
public record ProposedContext(int id, String abstractSyntax, List<String> transferSyntaxes) {
    public ProposedContext {
        transferSyntaxes = List.copyOf(transferSyntaxes);
    }
}
