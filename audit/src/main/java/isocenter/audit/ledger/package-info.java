/**
 * The provenance ledger: an append-only Merkle log (RFC 6962) of what happened, written in the same transaction as what
 * it describes. Entry class: {@link isocenter.audit.ledger.Ledger}. Neighbours: every module that changes anything
 * appends here; {@code isocenter.audit.report} binds fairness reports to the ledger's root.
 */
@NullMarked
package isocenter.audit.ledger;

import org.jspecify.annotations.NullMarked;
