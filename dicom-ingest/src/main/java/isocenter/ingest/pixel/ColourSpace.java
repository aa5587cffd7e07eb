package isocenter.ingest.pixel;

/** What the samples of a stored frame mean. */
public enum ColourSpace {
    /** One sample, MONOCHROME1 or MONOCHROME2. */
    GREY,
    /** One sample, an index into the palettes of the object. */
    PALETTE,
    /** Red, green, blue. */
    RGB,
    /** Y, C<sub>B</sub>, C<sub>R</sub> at full range (PS3.3 C.7.6.3.1.2), chrominance brought to full resolution. */
    YBR_FULL,
    /** The same at video range: Y from 16 to 235, C from 16 to 240, of 255; more bits in proportion. */
    YBR_PARTIAL
}
