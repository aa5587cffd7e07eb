package isocenter.deploy.demo;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up person. Lengths are in half-widths of the film: x from −1 at its left to 1 at its right, y from −1 at its
 * top to 1 at its bottom. The patient faces us, so that the heart lies at positive x.
 *
 * @param sex F or M; empty for the few whose sex is not recorded
 * @param age in years; −1 for the few whose age is not recorded
 * @param site 0–{@code PhantomScanner.COUNT}−1
 * @param cage half-width of the rib cage at its widest, about 0.8
 * @param apex y of the lungs' upper ends, about −0.72
 * @param dome y of the diaphragm's domes, about 0.5
 * @param heart half-length of the heart's long axis, about 0.33
 * @param bone density of the ribs, about 0.1
 * @param breast density of breast shadows, 0 for most men
 * @param fat body thickness around 1
 * @param texture seed of vessels and soft tissue
 * @param lesion null for the healthy
 */
record PhantomPatient(
        String id,
        String sex,
        int age,
        int site,
        double cage,
        double apex,
        double dome,
        double heart,
        double bone,
        double breast,
        double fat,
        int texture,
        @Nullable Lesion lesion) {

    /**
     * A soft opacity.
     *
     * @param radius of the Gaussian's deviation
     * @param density at its centre, beside about 0.3 between lung and heart
     */
    record Lesion(double x, double y, double radius, double density) {}

    static PhantomPatient draw(String id, SplittableRandom random) {
        boolean female = random.nextBoolean();
        int age = 20 + (int) (70 * Math.pow(random.nextDouble(), 0.85));
        boolean sexKnown = random.nextDouble() > 0.02;
        boolean ageKnown = random.nextDouble() > 0.03;
        int site = random.nextInt(PhantomScanner.COUNT);
        double old = (age - 20) / 70.0;
        return new PhantomPatient(
                id,
                sexKnown ? female ? "F" : "M" : "",
                ageKnown ? age : -1,
                site,
                (female ? 0.76 : 0.82) + 0.03 * random.nextGaussian(),
                -0.74 + 0.03 * random.nextGaussian(),
                (female ? 0.50 : 0.56) - 0.06 * old + 0.05 * random.nextGaussian(),
                (female ? 0.31 : 0.33) + 0.07 * old + 0.02 * random.nextGaussian(),
                0.115 - 0.045 * old + 0.01 * random.nextGaussian(),
                female ? 0.05 + 0.05 * random.nextDouble() : 0.01 * random.nextDouble(),
                1 + 0.1 * random.nextGaussian(),
                random.nextInt(),
                lesion(random));
    }

    private static @Nullable Lesion lesion(SplittableRandom random) {
        boolean ill = random.nextDouble() < PhantomCohort.PREVALENCE;
        double side = random.nextBoolean() ? 1 : -1;
        Lesion drawn = new Lesion(
                side * (0.3 + 0.25 * random.nextDouble()),
                -0.4 + 0.75 * random.nextDouble(),
                0.12 + 0.10 * random.nextDouble(),
                0.18 + 0.24 * random.nextDouble());
        return ill ? drawn : null;
    }
}
