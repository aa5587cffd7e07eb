package isocenter.deploy.demo;

import isocenter.ingest.dicom.TransferSyntax;
import java.util.List;

/**
 * A site's X-ray equipment and how it stores its images.
 *
 * @param gamma exponent of its characteristic curve
 * @param noise standard deviation of its noise, of the grey range
 * @param collimation part of the film's half-width that its shutters hide
 * @param markerX place of its lead marker "L", at the patient's left
 * @param bits stored: 8, 10 or 12
 * @param inverted stores MONOCHROME1
 * @param window writes Window Center and Width
 * @param syntaxes used in turn
 */
record PhantomScanner(
        String institution,
        String model,
        String modality,
        double gamma,
        double noise,
        double collimation,
        double markerX,
        double markerY,
        int bits,
        boolean inverted,
        boolean window,
        List<TransferSyntax> syntaxes) {

    private static final List<PhantomScanner> ALL = List.of(
            new PhantomScanner(
                    "SYNTHETIC SITE A",
                    "P100",
                    "CR",
                    1.0,
                    0.020,
                    0.02,
                    0.80,
                    -0.78,
                    12,
                    false,
                    true,
                    List.of(TransferSyntax.IMPLICIT_LITTLE_ENDIAN, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)),
            new PhantomScanner(
                    "SYNTHETIC SITE B",
                    "P200",
                    "DX",
                    0.8,
                    0.012,
                    0.06,
                    0.72,
                    0.82,
                    8,
                    false,
                    false,
                    List.of(TransferSyntax.RLE_LOSSLESS, TransferSyntax.EXPLICIT_LITTLE_ENDIAN)),
            new PhantomScanner(
                    "SYNTHETIC SITE C",
                    "P300",
                    "CR",
                    1.25,
                    0.030,
                    0.00,
                    0.84,
                    -0.60,
                    10,
                    true,
                    false,
                    List.of(TransferSyntax.EXPLICIT_BIG_ENDIAN, TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN)),
            new PhantomScanner(
                    "SYNTHETIC SITE D",
                    "P400",
                    "DX",
                    0.9,
                    0.015,
                    0.10,
                    0.66,
                    -0.80,
                    12,
                    false,
                    true,
                    List.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.RLE_LOSSLESS)),
            new PhantomScanner(
                    "SYNTHETIC SITE E",
                    "P500",
                    "DX",
                    1.1,
                    0.018,
                    0.04,
                    0.78,
                    -0.84,
                    8,
                    true,
                    false,
                    List.of(TransferSyntax.JPEG_2000_LOSSLESS, TransferSyntax.IMPLICIT_LITTLE_ENDIAN)));

    static final int COUNT = ALL.size();

    static PhantomScanner of(int site) {
        return ALL.get(site);
    }
}
