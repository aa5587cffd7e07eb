/**
 * Text in the pixels: rules that say where it is to be expected, rectangles that are blanked, and a search for lines of
 * letters in decoded frames. Entry: {@link isocenter.ingest.burnedin.PixelInspector} and
 * {@link isocenter.ingest.burnedin.PixelMasks}. Takes frames from {@code isocenter.ingest.pixel};
 * {@code isocenter.ingest.deidentify} asks before an object is kept, {@code isocenter.ingest.archive} while it decodes.
 */
@NullMarked
package isocenter.ingest.burnedin;

import org.jspecify.annotations.NullMarked;
