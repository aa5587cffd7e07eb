package isocenter.annotate.reading;

import isocenter.annotate.task.CsvTable;
import isocenter.annotate.task.LabelFileException;
import isocenter.annotate.task.LabelRevision;
import isocenter.annotate.task.LabelTasks;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Which studies go onto a worklist, and why. */
@ApplicationScoped
public class StudyLists {
    private static final int LONGEST_REASON = 200;

    private final ImageStudies images;
    private final Datasets datasets;
    private final LabelTasks tasks;

    StudyLists(ImageStudies images, Datasets datasets, LabelTasks tasks) {
        this.images = images;
        this.datasets = datasets;
        this.tasks = tasks;
    }

    /**
     * The studies of some parts of a dataset, shuffled.
     *
     * @return pseudonymous Study Instance UID → why
     */
    @Transactional
    public Map<String, String> ofDataset(DatasetVersion dataset, Set<SplitPart> parts, long seed) {
        List<String> instances = datasets.members(dataset).stream()
                .filter(member -> parts.contains(member.part()))
                .map(DatasetMember::instance)
                .distinct()
                .toList();
        List<String> studies = new ArrayList<>(new HashSet<>(studies(instances).values()));
        Collections.sort(studies);
        Collections.shuffle(studies, new Random(seed));
        Map<String, String> chosen = new LinkedHashMap<>();
        studies.forEach(study -> chosen.put(study, "of the dataset " + dataset.id()));
        return chosen;
    }

    /**
     * The studies of a CSV file, in its order: a column "study" or "instance" with pseudonymous UIDs, and perhaps a column
     * "why".
     *
     * @return Study Instance UID → why
     * @throws LabelFileException when the file is not of this form, or names an image that is not kept
     */
    @Transactional
    public Map<String, String> ofFile(Path file) {
        Map<String, String> given = new LinkedHashMap<>();
        boolean byImage;
        try (CsvTable table = new CsvTable(file)) {
            byImage = !table.has("study");
            int uid = table.column(byImage ? "instance" : "study");
            int why = table.has("why") ? table.column("why") : -1;
            while (table.next()) {
                String reason = why < 0 ? "" : table.text(why);
                if (reason.length() > LONGEST_REASON) {
                    throw table.refused("the column \"why\" has more than " + LONGEST_REASON + " characters");
                }
                given.putIfAbsent(table.uid(uid), reason);
            }
        }
        if (!byImage) {
            return given;
        }
        Map<String, String> studies = studies(List.copyOf(given.keySet()));
        Map<String, String> chosen = new LinkedHashMap<>();
        given.forEach((image, reason) -> {
            String study = studies.get(image);
            if (study == null) {
                throw new IllegalArgumentException(
                        "The file " + file.getFileName()
                                + " names images that are not kept here; it takes pseudonymous UIDs, as isocenter search gives");
            }
            chosen.putIfAbsent(study, reason);
        });
        return chosen;
    }

    /**
     * Draws studies whose images an imported task has labelled, as many positive as negative ones as far as there are, to
     * see how readers do on them.
     *
     * @param finding what the task's positive finding is called in the label set
     * @param without studies that are not to be drawn
     * @return Study Instance UID → finding → value
     */
    @Transactional
    public Map<String, Map<String, LabelValue>> calibration(
            String task, String finding, int count, Collection<String> without, long seed) {
        LabelRevision revision = tasks.revision(tasks.require(task));
        Map<String, Boolean> labels = tasks.labels(revision);
        Map<String, String> studies = studies(List.copyOf(labels.keySet()));
        Map<String, Boolean> truth = new TreeMap<>();
        labels.forEach((image, positive) -> {
            String study = studies.get(image);
            if (study != null && !without.contains(study)) {
                truth.merge(study, positive, Boolean::logicalOr);
            }
        });
        Map<String, Map<String, LabelValue>> drawn = new LinkedHashMap<>();
        Random random = new Random(seed);
        for (boolean positive : new boolean[] {true, false}) {
            List<String> of = new ArrayList<>();
            truth.forEach((study, value) -> {
                if (value == positive) {
                    of.add(study);
                }
            });
            Collections.shuffle(of, random);
            int wanted = positive ? (count + 1) / 2 : count - drawn.size();
            of.subList(0, Math.min(wanted, of.size()))
                    .forEach(study ->
                            drawn.put(study, Map.of(finding, positive ? LabelValue.PRESENT : LabelValue.ABSENT)));
        }
        if (drawn.size() < count) {
            throw new IllegalArgumentException("The task " + task + " has " + drawn.size()
                    + " studies to calibrate by that are not on the worklist; ask for so many, or put fewer on it");
        }
        return drawn;
    }

    private Map<String, String> studies(List<String> instances) {
        Map<String, String> studies = new TreeMap<>();
        for (int from = 0; from < instances.size(); from += WorklistRepository.BATCH) {
            images.of(instances.subList(from, Math.min(instances.size(), from + WorklistRepository.BATCH)))
                    .forEach(row -> studies.put(row.image(), row.study()));
        }
        return studies;
    }
}
