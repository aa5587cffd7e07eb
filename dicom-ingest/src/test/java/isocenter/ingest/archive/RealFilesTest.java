package isocenter.ingest.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.IngestOutcome.Accepted;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class RealFilesTest {
    private static final Logger LOG = Logger.getLogger(RealFilesTest.class);

    @Inject
    Archive archive;

    @Inject
    CatalogueProbe database;

    @Inject
    Ledger ledger;

    private Path samples;

    @BeforeEach
    void findSamples() {
        String place = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(!place.isBlank(), "skipped: sample data not present");
        samples = Path.of(place);
        Assumptions.assumeTrue(Files.isDirectory(samples), "skipped: sample data not present");
    }

    /** 118 files of many transfer syntaxes and faults; SOURCES.md of the sample data says where they come from. */
    @Test
    void everySampleIsKeptOrRefusedWithAReason() throws IOException {
        OutcomeList outcomes = new OutcomeList();
        Path folder = samples.resolve("dicom-samples");

        IngestSummary summary = archive.ingest(List.of(folder), outcomes);

        assertThat(summary.files()).isEqualTo(outcomes.found);
        assertThat(summary.accepted() + summary.conflicts()).isGreaterThan(30);
        // writing in most ultrasound and many secondary captures of the samples: a person has to look
        assertThat(summary.reasons().keySet())
                .anyMatch(reason -> reason.contains("likely text burned into the pixels"));
        assertThat(outcomes.reason("sample-pdf.dcm")).contains("encapsulated document");
        assertThat(outcomes.reason("MR_truncated.dcm")).contains("claims");
        assertThat(outcomes.reason("2026-05-26-oob-monochrome-65535.dcm")).contains("samples");
        assertThat(summary.reasons().keySet()).noneMatch(reason -> reason.contains("could not be examined"));
        assertThat(ledger.verify()).isInstanceOf(Verification.Sound.class);
    }

    /** De-identification, storing and reading again change no pixel of any real radiograph. */
    @Test
    void everyRadiographIsKeptWithItsPixels() {
        Path images = samples.resolve("cxr/images");
        Map<String, Path> sources = new HashMap<>();
        IngestSummary summary = archive.ingest(List.of(images), new IngestListener() {
            @Override
            public void onOutcome(Path file, IngestOutcome outcome) {
                if (outcome instanceof Accepted accepted) {
                    sources.put(accepted.instance(), file);
                }
            }
        });
        LOG.infof("%d radiographs, %.0f a second", summary.accepted(), summary.filesPerSecond());

        // 85 show words such as PORTABLE, SUPINE, Bettaufnahme or dates, looked at one by one; none only a marker of
        // side
        assertThat(summary.accepted() + summary.quarantined()).isEqualTo(1223);
        assertThat(summary.quarantined()).isBetween(60L, 100L);
        assertThat(summary.reasons().keySet())
                .allMatch(reason -> reason.contains("likely text burned into the pixels"));
        Part10Parser parser = new Part10Parser();
        List<Instance> rows = database.instances();
        int compared = 0;
        for (Instance row : rows) {
            Path source = sources.get(row.id);
            if (source != null && compared++ % 20 == 0) {
                assertThat(Frames.of(parser.parse(archive.object(row)))
                                .decodeAll()
                                .sha256())
                        .as(source.getFileName().toString())
                        .isEqualTo(Frames.of(parser.parse(source)).decodeAll().sha256())
                        .isEqualTo(row.pixelSha256);
            }
        }
        assertThat(compared).isEqualTo((int) summary.accepted());
        assertThat(archive.ingest(List.of(images), IngestListener.NONE).duplicates())
                .isEqualTo(summary.accepted());
    }
}
