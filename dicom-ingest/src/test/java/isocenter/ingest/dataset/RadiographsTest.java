package isocenter.ingest.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.archive.IngestSummary;
import isocenter.ingest.deidentify.Pseudonyms;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Real radiographs from ingest to prepared images, where they are at hand. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RadiographsTest {

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    Pseudonyms pseudonyms;

    @Inject
    DataSource database;

    @Inject
    IsocenterHome home;

    @Test
    void theSplitKeepsThePatientsOfThePublishedTableTogether() throws IOException, SQLException {
        String samples = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(!samples.isBlank(), "skipped: sample data not present");
        Path cxr = Path.of(samples, "cxr");
        Assumptions.assumeTrue(Files.isDirectory(cxr), "skipped: sample data not present");
        new TrialCatalogue(database, home.path()).empty();

        List<Path> some;
        try (Stream<Path> files = Files.list(cxr.resolve("images"))) {
            some = files.sorted().limit(300).toList();
        }
        IngestSummary summary = archive.ingest(some, List.of(96), IngestListener.NONE);
        assertThat(summary.reasons().keySet()).allMatch(reason -> reason.contains("likely text"));
        assertThat(summary.quarantined()).as("held for what is written in them").isBetween(1L, 60L);
        DatasetVersion version = datasets.create(new DatasetDefinition("cxr", Map.of(), 1, 0.7, 0.15, 0.15, null));
        assertThat(version.images()).isEqualTo(some.size() - (int) summary.quarantined());

        Map<String, DatasetMember> members = new HashMap<>();
        datasets.members(version).forEach(member -> members.put(member.instance(), member));
        Map<String, Set<SplitPart>> parts = new HashMap<>();
        Set<String> patients = new HashSet<>();
        for (String line : Files.readAllLines(cxr.resolve("labels.csv"))) {
            // SOP Instance UID and patient come before the first column that may be quoted.
            String[] columns = line.split(",", 6);
            DatasetMember member = members.get(pseudonyms.uid(columns[1]));
            if (member != null) {
                parts.computeIfAbsent(columns[4], patient -> new HashSet<>()).add(member.part());
                patients.add(member.patient());
            }
        }
        assertThat(parts).hasSize(version.patients()).hasSameSizeAs(patients);
        assertThat(parts.values()).allMatch(each -> each.size() == 1);

        Path cache = home.path().resolve("cache");
        Path file = cache.resolve("images-" + version.sha256() + "-96-p1");
        datasets.prepare(version, 96, PreparationListener.NONE).close();
        byte[] ofSquares = Files.readAllBytes(file);
        Files.delete(file);
        try (Stream<Path> squares = Files.walk(cache.resolve("squares-96-p1"))) {
            squares.sorted(Comparator.reverseOrder())
                    .forEach(each -> assertThat(each.toFile().delete()).isTrue());
        }
        try (ImageCache images = datasets.prepare(version, 96, PreparationListener.NONE)) {
            assertThat(Files.readAllBytes(file)).isEqualTo(ofSquares);
            float[] values = new float[96 * 96];
            for (int i = 0; i < images.count(); i++) {
                images.read(i, values, 0);
                float low = 1;
                float high = 0;
                for (float value : values) {
                    low = Math.min(low, value);
                    high = Math.max(high, value);
                }
                assertThat(low).isGreaterThanOrEqualTo(0);
                assertThat(high).isBetween(0.3f, 1f);
            }
        }
    }
}
