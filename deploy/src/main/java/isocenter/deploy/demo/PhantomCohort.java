package isocenter.deploy.demo;

import isocenter.ingest.dicom.DicomWriter;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A made-up cohort of chest films. The same seed gives the same files, to the byte.
 *
 * <p>A patient has a sex, an age, a site and an anatomy that depend on one another as they do in life (women's breasts
 * and narrower chests, larger hearts and softer bones with age), and with probability {@value #PREVALENCE}, independent
 * of all of that, a soft opacity in one lung. A site has a scanner with its own contrast, noise, collimation, marker,
 * pixel format and transfer syntaxes. Hence what is to be learnt is the opacity; sex, age and site are there to be found
 * by an audit, and to be no help.
 */
public final class PhantomCohort {

    /** Finding of an image with a lesion, in labels.csv. */
    public static final String POSITIVE = "Opacity";

    /** Finding of an image without. */
    public static final String NEGATIVE = "No Finding";

    /** Value of the column {@code source}. */
    public static final String SOURCE = "PHANTOM";

    static final int PATIENTS = 250;
    static final double PREVALENCE = 0.4;

    /** What was written: {@code images} files named {@code *.dcm} in {@code folder}, and the labels. */
    public record Written(Path folder, Path labels, int patients, int images) implements AutoCloseable {
        /** Removes what was written. */
        @Override
        public void close() throws IOException {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.dcm")) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
            Files.delete(labels);
            Files.delete(Objects.requireNonNull(labels.getParent()));
        }
    }

    private PhantomCohort() {}

    /**
     * Writes the cohort into an empty or new folder: {@code images/*.dcm} and {@code labels.csv} with the columns
     * SOPInstanceUID, patient_id, findings, sex, age, source. It takes a few seconds.
     *
     * @throws IOException when the folder cannot be written
     */
    public static Written write(Path folder, long seed) throws IOException {
        return write(folder, seed, PATIENTS);
    }

    static Written write(Path folder, long seed, int patients) throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        List<PhantomFilm> films = draw(seed, patients);
        List<IOException> failures = IntStream.range(0, films.size())
                .parallel()
                .mapToObj(i -> write(films.get(i), images))
                .flatMap(List::stream)
                .toList();
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
        Path labels = folder.resolve("labels.csv");
        Files.writeString(labels, csv(films));
        return new Written(images, labels, patients, films.size());
    }

    /** The films of a seed, before any pixel is computed. */
    static List<PhantomFilm> draw(long seed, int patients) {
        SplittableRandom random = new SplittableRandom(seed);
        List<PhantomFilm> films = new ArrayList<>();
        for (int i = 0; i < patients; i++) {
            PhantomPatient patient = PhantomPatient.draw(String.format("PHANTOM%04d", i), random.split());
            SplittableRandom exposures = random.split();
            double count = exposures.nextDouble();
            int images = count < 0.55 ? 1 : count < 0.85 ? 2 : 3;
            for (int image = 0; image < images; image++) {
                films.add(PhantomFilm.draw(patient, image, exposures.split()));
            }
        }
        return films;
    }

    private static List<IOException> write(PhantomFilm film, Path folder) {
        Path file = folder.resolve(film.fileName());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            DicomWriter.write(PhantomDicom.of(film), out);
            return List.of();
        } catch (IOException e) {
            return List.of(e);
        }
    }

    private static String csv(List<PhantomFilm> films) {
        StringBuilder csv = new StringBuilder("SOPInstanceUID,patient_id,findings,sex,age,source\n");
        for (PhantomFilm film : films) {
            PhantomPatient patient = film.patient();
            csv.append(String.join(
                            ",",
                            film.instanceUid(),
                            patient.id(),
                            patient.lesion() == null ? NEGATIVE : POSITIVE,
                            patient.sex(),
                            patient.age() < 0 ? "" : Integer.toString(patient.age()),
                            SOURCE))
                    .append('\n');
        }
        return csv.toString();
    }
}
