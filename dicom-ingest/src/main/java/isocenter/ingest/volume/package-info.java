/**
 * From slices to volumes: which frames of a series are parallel slices of one thing, where they lie in the patient, what
 * is irregular about them, and their values on a grid of even spacing. Entry: {@link isocenter.ingest.volume.Volumes} for
 * what is catalogued, {@link isocenter.ingest.volume.VolumeAssembler} for headers alone. Neighbours: {@code archive} (the
 * catalogue), {@code pixel} (functional groups, values); {@code dataset} prepares volumes for training.
 */
@NullMarked
package isocenter.ingest.volume;

import org.jspecify.annotations.NullMarked;
