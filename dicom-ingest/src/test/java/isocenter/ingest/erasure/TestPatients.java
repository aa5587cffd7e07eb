package isocenter.ingest.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.CatalogueProbe;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestSummary;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.archive.StudyBuilder;
import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import isocenter.ingest.reidentify.ReidentificationMap;
import isocenter.ingest.volume.TestSlice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Invented patients of whom everything is held that ingest can hold. */
@ApplicationScoped
class TestPatients {
    @Inject
    Archive archive;

    @Inject
    Quarantine quarantine;

    @Inject
    ReidentificationMap identities;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    CatalogueProbe database;

    void empty() {
        // Other tests of this run may have filled the tables with rows that have no files.
        database.execute("alter table dataset_member disable trigger user;"
                + " alter table dataset_patient disable trigger user; alter table dataset disable trigger user;"
                + " alter table erased_member disable trigger user;"
                + " truncate erased_member, dataset_member, dataset_patient, dataset, instance, series, study, patient"
                + " cascade;"
                + " alter table dataset_member enable trigger user; alter table dataset_patient enable trigger user;"
                + " alter table dataset enable trigger user; alter table erased_member enable trigger user");
    }

    /**
     * Brings in everything that ingest can hold of a patient: three films, a series of three slices, an object in conflict, one
     * held and one that was held and discarded; a pull, a failed job and a question are noted.
     *
     * @param place folder for the files, and another with "-more" behind it
     * @return the pseudonym
     */
    String arrive(Path folder, String place, int seed) throws IOException {
        Path own = Files.createDirectories(folder.resolve(place));
        String name = place + UUID.randomUUID(); // what other tests have left is no trace of this one
        String study = uid();
        String series = uid();
        DataSet film = film(name, seed);
        StudyBuilder.write(own.resolve("film-0.dcm"), film);
        StudyBuilder.write(own.resolve("film-1.dcm"), film(name, seed + 1));
        // The same picture under two patients is a trace of neither.
        StudyBuilder.write(own.resolve("film-2.dcm"), film(name, 5));
        for (int k = 0; k < 3; k++) {
            long[] pixels = new long[TestSlice.ROWS * TestSlice.COLUMNS];
            Arrays.fill(pixels, seed + k);
            TestSlice slice = new TestSlice(seed + k)
                    .with("PatientID", name)
                    .with("StudyInstanceUID", study)
                    .with("SeriesInstanceUID", series)
                    .with("SOPInstanceUID", uid())
                    .with("BodyPartExamined", "VOLUMES")
                    .spacing(1, 1)
                    .at(0, 0, k)
                    .pixels(pixels);
            try (OutputStream out = Files.newOutputStream(own.resolve("slice-" + k + ".dcm"))) {
                DicomWriter.write(slice.object(), out);
            }
        }
        assertThat(ingest(own).accepted()).isEqualTo(6);

        Path more = Files.createDirectories(folder.resolve(place + "-more"));
        StudyBuilder.write(
                more.resolve("conflict.dcm"), film.copy().put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, new byte[256])));
        for (int i = 0; i < 2; i++) {
            StudyBuilder.write(
                    more.resolve("held-" + i + ".dcm"),
                    film(name, seed + 10 + i).putText(Tags.BURNED_IN_ANNOTATION, "YES"));
        }
        IngestSummary rest = ingest(more);
        assertThat(rest.conflicts()).isEqualTo(1);
        assertThat(rest.quarantined()).isEqualTo(2);
        String patient = pseudonyms.patient("", name);
        String given = database.strings("select id from quarantined_object where held_patient = '" + patient + "'")
                .get(0);
        quarantine.discard(quarantine.require(given), "radiologist", "a name over the image");
        String pulled = database.strings("select study from instance where patient = '" + patient
                        + "' and body_part = 'IMAGES' order by id")
                .get(0);
        database.execute("insert into pulled_study values ('" + pulled + "', '0', 1, 0, 'pacs', now())");
        String instance = database.strings("select id from instance where patient = '" + patient
                        + "' and body_part = 'IMAGES' order by id")
                .get(0);
        database.execute("insert into job (id, kind, job_key, parameters, state, error, ended) values"
                + " (gen_random_uuid(), 'trial', 'k', '{}', 'FAILED', 'image " + instance
                + " cannot be read', now())");
        identities.resolve(patient, "radiologist", "an incidental finding");
        return patient;
    }

    private static DataSet film(String name, long seed) {
        return StudyBuilder.radiograph(name, seed).putText(Tags.BODY_PART_EXAMINED, "IMAGES");
    }

    private static String uid() {
        return "2.25." + new BigInteger(UUID.randomUUID().toString().replace("-", ""), 16);
    }

    IngestSummary ingest(Path path) {
        return archive.ingest(List.of(path), List.of(8), IngestListener.NONE);
    }

    /** Stored, conflicting and held objects, relative to the data folder. */
    List<String> pathsOf(String patient) {
        return database.strings("select path from instance where patient = '" + patient + "' union"
                + " select c.path from conflicting_object c join instance i on i.id = c.instance where i.patient = '"
                + patient
                + "' union select 'store/held/' || substr(held_sha256, 1, 2) || '/' || substr(held_sha256, 3, 2)"
                + " || '/' || held_sha256 || '.dcm' from quarantined_object where held_sha256 is not null and held_patient = '"
                + patient
                + "'");
    }
}
