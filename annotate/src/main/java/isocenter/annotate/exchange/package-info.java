/**
 * Readings to and from the forms of others: DICOM SR (TID 1500) and SEG both ways, CSV, COCO and FHIR out. Enter by
 * {@link isocenter.annotate.exchange.WorklistExport} and {@link isocenter.annotate.exchange.WorklistImport}. Neighbours:
 * {@code isocenter.annotate.reading} has the readings, {@code isocenter.annotate.labelset} the findings and their codes,
 * {@code isocenter.ingest.dicom} reads and writes DICOM.
 */
@NullMarked
package isocenter.annotate.exchange;

import org.jspecify.annotations.NullMarked;
