/**
 * Erases a patient everywhere in one action, and searches for what is left. Entry:
 * {@link isocenter.ingest.erasure.Erasure}. Every place that holds something of a patient, in this module and in later
 * ones, implements {@link isocenter.ingest.erasure.PatientRecords}; this package knows none of them. {@code audit.ledger}
 * hears what was removed.
 */
@NullMarked
package isocenter.ingest.erasure;

import org.jspecify.annotations.NullMarked;
