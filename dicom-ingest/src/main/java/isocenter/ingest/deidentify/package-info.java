/**
 * Removes who the patient is before anything is kept: keyed pseudonyms ({@link
 * isocenter.ingest.deidentify.Pseudonyms}) and a table of what happens to each attribute ({@link
 * isocenter.ingest.deidentify.Deidentifier}). Works on the data sets of {@code ingest.dicom}; {@code ingest.archive}
 * stores its results, and label files are matched through the same pseudonyms.
 */
@NullMarked
package isocenter.ingest.deidentify;

import org.jspecify.annotations.NullMarked;
