/**
 * Named, immutable versions of the catalogue's images: which ones, in which part of the split, and their pixels
 * prepared once for training. Entry: {@link isocenter.ingest.dataset.Datasets}; trainers see
 * {@link isocenter.ingest.dataset.ImageSet} only. Neighbours: {@code isocenter.ingest.archive} (the catalogue),
 * {@code isocenter.ingest.pixel} (decoding), {@code isocenter.audit.ledger} (evidence).
 */
@NullMarked
package isocenter.ingest.dataset;

import org.jspecify.annotations.NullMarked;
