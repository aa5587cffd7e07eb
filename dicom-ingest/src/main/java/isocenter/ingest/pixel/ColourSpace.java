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
    YBR_FULL
}
