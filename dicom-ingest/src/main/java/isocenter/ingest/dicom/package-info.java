/**
 * Reads and writes DICOM Part 10 files (PS3.5, PS3.10) without any toolkit, and refuses what is damaged or hostile with
 * a reason that holds no patient data. Enter through {@link isocenter.ingest.dicom.DicomParser} (implementation
 * {@link isocenter.ingest.dicom.Part10Parser}) and {@link isocenter.ingest.dicom.DicomWriter}. Neighbour: {@code pixel}
 * turns what is read here into images; {@code deidentify} and {@code archive} build on both.
 */
@NullMarked
package isocenter.ingest.dicom;

import org.jspecify.annotations.NullMarked;
