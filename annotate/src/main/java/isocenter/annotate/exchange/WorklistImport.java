package isocenter.annotate.exchange;

import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.reading.CommittedReadings;
import isocenter.annotate.reading.Worklist;
import isocenter.annotate.reading.WorklistPlan;
import isocenter.annotate.reading.Worklists;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Takes reports (DICOM SR, TID 1500) and segmentations as committed readings: all files, or none. */
@ApplicationScoped
public class WorklistImport {
    private static final int TIMEOUT_SECONDS = 3600;

    private final Worklists worklists;
    private final CommittedReadings readings;
    private final LabelSets labelSets;
    private final StudySource studies;

    WorklistImport(Worklists worklists, CommittedReadings readings, LabelSets labelSets, StudySource studies) {
        this.worklists = worklists;
        this.readings = readings;
        this.labelSets = labelSets;
        this.studies = studies;
    }

    /**
     * One reading that was made.
     *
     * @param reading its id
     * @param study pseudonymous Study Instance UID
     * @param remarkLeftOut whether the comment was left out, since it may identify somebody
     * @param notTaken what has no place in the label set, by reason
     */
    public record Imported(
            String reading,
            String study,
            int labels,
            int marks,
            boolean remarkLeftOut,
            Map<String, Integer> notTaken) {}

    /**
     * Adds first readings of one reader to a worklist.
     *
     * @param files reports and the segmentations that they refer to; original or pseudonymous UIDs
     * @param incomplete whether findings that the label set requires may be without a value
     * @throws IllegalArgumentException when a file is of another kind, its study is not kept here, or nobody of this name
     *     may read
     * @throws isocenter.annotate.reading.ReadingRefused when the reader has a reading of a study, or something is missing
     */
    public List<Imported> add(Worklist worklist, String reader, List<Path> files, boolean incomplete) {
        ReceivedObjects received = ReceivedObjects.read(files);
        return QuarkusTransaction.requiringNew()
                .timeout(TIMEOUT_SECONDS)
                .call(() -> add(worklist, reader, received, incomplete));
    }

    /** Makes a worklist of the files' studies and adds the readings to it, as {@link #add} does. */
    public List<Imported> create(String name, String labelSet, String reader, List<Path> files, boolean incomplete) {
        ReceivedObjects received = ReceivedObjects.read(files);
        return QuarkusTransaction.requiringNew()
                .timeout(TIMEOUT_SECONDS)
                .call(() -> create(name, labelSet, reader, received, incomplete));
    }

    private List<Imported> create(
            String name, String labelSet, String reader, ReceivedObjects received, boolean incomplete) {
        Map<String, String> found = new LinkedHashMap<>();
        received.studies().forEach(uid -> found.put(require(uid).uid(), "imported"));
        Worklist worklist = worklists.create(
                new WorklistPlan(name, name, labelSet, found, Map.of(), List.of(reader), 1, null, 0, null, 0, 1));
        return add(worklist, reader, received, incomplete);
    }

    private List<Imported> add(Worklist worklist, String reader, ReceivedObjects received, boolean incomplete) {
        FindingCodes codes =
                new FindingCodes(labelSets.require(worklist.labelSet()).labels());
        List<Imported> imported = new ArrayList<>();
        for (String uid : received.studies()) {
            SourceStudy study = require(uid);
            ReceivedContent content = new ReceivedContent(study, codes, studies::pseudonym);
            received.readInto(uid, content);
            Map<String, Object> origin = new LinkedHashMap<>();
            origin.put("study", study.uid());
            origin.put("files", received.hashes(uid));
            origin.put(
                    "notTaken",
                    content.counts().values().stream()
                            .mapToInt(Integer::intValue)
                            .sum());
            CommittedReadings.Added added =
                    readings.add(worklist, study.uid(), reader, content.content(), incomplete, origin);
            imported.add(new Imported(
                    added.reading().id(),
                    study.uid(),
                    added.reading().content().labels().size(),
                    added.reading().content().marks().size(),
                    added.remarkLeftOut(),
                    content.counts()));
        }
        return imported;
    }

    private SourceStudy require(String uid) {
        return studies.find(uid)
                .orElseThrow(() -> new IllegalArgumentException(
                        "The study of a file is not kept here; ingest it first, or leave the file out"));
    }
}
