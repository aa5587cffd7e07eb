/**
 * Turns the pixel data of a DICOM object into numbers, exactly or not at all: codecs, stored values, modality units and
 * display. Enter through {@link isocenter.ingest.pixel.Frames}; a frame that cannot be decoded exactly ends in a
 * {@link isocenter.ingest.pixel.PixelDecodeException} and never in a wrong picture. Neighbour: {@code dicom} reads the
 * object; {@code dataset} prepares images from what this package gives.
 */
@NullMarked
package isocenter.ingest.pixel;

import org.jspecify.annotations.NullMarked;
