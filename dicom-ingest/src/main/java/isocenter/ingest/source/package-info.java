/**
 * Where files come from: folders, ZIP archives and the DICOMDIR of a disc, walked in one order that can be resumed. Entry:
 * {@link isocenter.ingest.source.Sources} gives one thing to take in after the other, {@link
 * isocenter.ingest.source.Listings} the files they are in. Reads DICOMDIRs with {@code ingest.dicom}; used by {@code
 * ingest.archive} and {@code ingest.bulk}. Nothing is ever unpacked to a path that an archive or a DICOMDIR names.
 */
@NullMarked
package isocenter.ingest.source;

import org.jspecify.annotations.NullMarked;
