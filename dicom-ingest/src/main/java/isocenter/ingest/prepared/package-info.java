/**
 * Images at training size: how a decoded image becomes a square of a network's input size, and the squares that ingest
 * has made while the pixels were decoded anyway. Entry: {@link isocenter.ingest.prepared.PreparedImages}. Takes images
 * from {@code isocenter.ingest.pixel}; {@code isocenter.ingest.archive} leaves squares here and
 * {@code isocenter.ingest.dataset} gathers them into the file that training reads.
 */
@NullMarked
package isocenter.ingest.prepared;

import org.jspecify.annotations.NullMarked;
