/**
 * The way back from pseudonyms to originals: an encrypted map under a key of its own, and a record of everybody who asked.
 * Entry: {@link isocenter.ingest.reidentify.ReidentificationMap}. Takes originals from {@code ingest.deidentify};
 * {@code ingest.archive} adds to it with every batch, {@code audit.ledger} hears of every question.
 */
@NullMarked
package isocenter.ingest.reidentify;

import org.jspecify.annotations.NullMarked;
