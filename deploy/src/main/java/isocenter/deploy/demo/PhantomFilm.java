package isocenter.deploy.demo;

import isocenter.ingest.dicom.TransferSyntax;
import java.math.BigInteger;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One exposure of a patient: how the patient stood, and what the file will be called.
 *
 * @param shiftX of the patient against the film, in half-widths
 * @param degrees the patient leans, clockwise
 * @param zoom magnification around 1
 * @param breath how far the diaphragm stands below its usual place
 * @param severity factor of the lesion's density on this day
 * @param seed of the noise
 */
record PhantomFilm(
        PhantomPatient patient,
        PhantomScanner scanner,
        TransferSyntax syntax,
        int rows,
        int columns,
        double shiftX,
        double shiftY,
        double degrees,
        double zoom,
        double breath,
        double severity,
        long seed,
        String studyUid,
        String seriesUid,
        String instanceUid,
        int number) {

    static PhantomFilm draw(PhantomPatient patient, int number, SplittableRandom random) {
        PhantomScanner scanner = PhantomScanner.of(patient.site());
        int rows = 176 + 8 * random.nextInt(7);
        return new PhantomFilm(
                patient,
                scanner,
                scanner.syntaxes().get(random.nextInt(scanner.syntaxes().size())),
                rows,
                Math.max(160, rows - 8 * random.nextInt(4)),
                0.04 * random.nextGaussian(),
                0.04 * random.nextGaussian(),
                2 * random.nextGaussian(),
                1 + 0.04 * random.nextGaussian(),
                0.04 * random.nextGaussian(),
                0.85 + 0.3 * random.nextDouble(),
                random.nextLong(),
                uid(random),
                uid(random),
                uid(random),
                number);
    }

    String fileName() {
        return patient.id().toLowerCase(Locale.ROOT) + "-" + number + ".dcm";
    }

    /** A UID below 2.25 (PS3.5 annex B.2); drawn, so that the same seed gives the same files. */
    private static String uid(SplittableRandom random) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return "2.25." + new BigInteger(1, bytes);
    }
}
