/**
 * The kept images: a content-addressed store of de-identified objects and their catalogue (patient, study, series,
 * instance), with what could not be kept in quarantine. Entry: {@link isocenter.ingest.archive.Archive}. Takes objects
 * from {@code ingest.dicom}, pixels from {@code ingest.pixel}, leaves squares for training in {@code ingest.prepared},
 * takes pseudonyms from {@code ingest.deidentify}, and writes
 * what it did to {@code audit.ledger}; {@code ingest.dataset} chooses from the catalogue.
 */
@NullMarked
package isocenter.ingest.archive;

import org.jspecify.annotations.NullMarked;
