package isocenter.annotate.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Shape;
import isocenter.annotate.reading.CommittedReading;
import isocenter.annotate.reading.CommittedReadings;
import isocenter.annotate.reading.Worklist;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.TransferSyntax;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes the committed readings of a worklist, each in its newest version, in a form that others read. */
@ApplicationScoped
public class WorklistExport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommittedReadings readings;
    private final LabelSets labelSets;
    private final StudySource studies;
    private final Ledger ledger;

    WorklistExport(CommittedReadings readings, LabelSets labelSets, StudySource studies, Ledger ledger) {
        this.readings = readings;
        this.labelSets = labelSets;
        this.studies = studies;
        this.ledger = ledger;
    }

    /**
     * What was written.
     *
     * @param leftOut marks that the format has no form for
     */
    public record Exported(int readings, int files, int leftOut) {}

    /**
     * Writes all committed readings; a file of the same name is replaced. The same readings give the same files.
     *
     * @param folder made when it is not there
     * @throws UncheckedIOException when it cannot be written, or an image of a reading cannot be read
     */
    public Exported export(Worklist worklist, ExportFormat format, Path folder) {
        FindingCodes codes =
                new FindingCodes(labelSets.require(worklist.labelSet()).labels());
        List<CommittedReading> all = readings.of(worklist);
        Exported exported;
        try {
            Files.createDirectories(folder);
            exported = switch (format) {
                case SR, SEG -> dicom(all, codes, format, folder);
                case CSV -> text(all, folder.resolve(worklist.name() + ".csv"), CsvLabels.write(all, codes), 0);
                case COCO -> coco(all, codes, worklist, folder);
                case FHIR -> fhir(all, codes, worklist, folder);
                case GSPS -> presentations(all, codes, folder);
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, Object> detail = Map.of(
                "format", format.name().toLowerCase(Locale.ROOT),
                "readings", exported.readings(),
                "files", exported.files());
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.append(LedgerEntry.of("worklist.export", worklist.name(), detail)));
        return exported;
    }

    private Exported dicom(List<CommittedReading> all, FindingCodes codes, ExportFormat format, Path folder)
            throws IOException {
        int files = 0;
        for (CommittedReading reading : all) {
            SourceStudy study = study(reading);
            String name = reading.id() + "-v" + reading.version();
            SegmentationWriter.Written masks = new SegmentationWriter(study, reading, codes).write();
            int number = 0;
            for (DataSet segmentation : masks.objects()) {
                write(folder.resolve(name + ".seg-" + ++number + ".dcm"), segmentation);
            }
            files += number;
            if (format == ExportFormat.SR) {
                write(
                        folder.resolve(name + ".sr.dcm"),
                        new ReportWriter(study, reading, codes, masks.frames()).write());
                files++;
            }
        }
        return new Exported(all.size(), files, 0);
    }

    private Exported presentations(List<CommittedReading> all, FindingCodes codes, Path folder) throws IOException {
        int files = 0;
        int masks = 0;
        for (CommittedReading reading : all) {
            Optional<DataSet> drawings = new PresentationWriter(study(reading), reading, codes).write();
            if (drawings.isPresent()) {
                write(folder.resolve(reading.id() + "-v" + reading.version() + ".pr.dcm"), drawings.get());
                files++;
            }
            masks += (int) reading.content().marks().stream()
                    .filter(mark -> mark.shape() == Shape.MASK)
                    .count();
        }
        return new Exported(all.size(), files, masks);
    }

    private Exported coco(List<CommittedReading> all, FindingCodes codes, Worklist worklist, Path folder)
            throws IOException {
        CocoDataset dataset = new CocoDataset(codes);
        all.forEach(reading -> dataset.add(study(reading), reading));
        return text(
                all,
                folder.resolve(worklist.name() + ".coco.json"),
                json(dataset.write(worklist.name())),
                dataset.leftOut());
    }

    private Exported fhir(List<CommittedReading> all, FindingCodes codes, Worklist worklist, Path folder)
            throws IOException {
        FhirBundle bundle = new FhirBundle(codes);
        all.forEach(reading -> bundle.add(study(reading), reading));
        return text(all, folder.resolve(worklist.name() + ".fhir.json"), json(bundle.write()), 0);
    }

    private SourceStudy study(CommittedReading reading) {
        return studies.find(reading.study())
                .orElseThrow(() -> new IllegalStateException("A study that was read is no longer kept here"));
    }

    private static Exported text(List<CommittedReading> all, Path file, String text, int leftOut) throws IOException {
        Files.writeString(file, text);
        return new Exported(all.size(), 1, leftOut);
    }

    private static String json(Object value) throws JsonProcessingException {
        return JSON.writeValueAsString(value);
    }

    private static void write(Path file, DataSet object) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            DicomWriter.write(new DicomObject(new DataSet(), object, TransferSyntax.EXPLICIT_LITTLE_ENDIAN), out);
        }
    }
}
