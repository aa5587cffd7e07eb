package isocenter.annotate.task;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;

/** Label tasks, their revisions and their labels. */
@ApplicationScoped
public class LabelTasks {

    /** The action of the event that says which readings labels were made from. */
    static final String PUBLISHED = "labels.publish";

    private static final Logger LOG = Logger.getLogger(LabelTasks.class);

    private final LabelRepository repository;
    private final LabelledImages images;
    private final Ledger ledger;
    private final EntityManager entities;

    LabelTasks(LabelRepository repository, LabelledImages images, Ledger ledger, EntityManager entities) {
        this.repository = repository;
        this.images = images;
        this.ledger = ledger;
        this.entities = entities;
    }

    /**
     * Reads a CSV file as the newest labels of a task, all of it or nothing. A file that says what the newest revision
     * says changes nothing.
     *
     * @throws LabelFileException when the file is refused; the message names the line
     * @throws IllegalArgumentException when the task exists and asks another question
     */
    @Transactional
    public ImportSummary importCsv(Path file, LabelImport spec) {
        LabelFile read = LabelFile.read(file, spec);
        LabelledImages.Resolved resolved = images.resolve(read, spec);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("linesRead", read.lines().size());
        detail.put("linesFilteredOut", read.filteredOut());
        LabelTask task = lock(spec.task(), spec.positive(), spec.negative());
        String newest = newestId(task);
        LabelRevision revision = keep(task, resolved.labels(), "labels.import", detail);
        boolean unchanged = revision.id().equals(newest);
        long lines = read.lines().size() - resolved.unknown();
        return new ImportSummary(
                task.name(),
                revision.number(),
                unchanged,
                revision.sha256(),
                revision.positives(),
                revision.negatives(),
                lines - revision.positives() - revision.negatives(),
                read.filteredOut(),
                resolved.unknown());
    }

    /**
     * Keeps labels that were made here as the newest of a task; when the newest says the same, nothing changes.
     *
     * @param positive what the task's positive finding is called; with {@code negative} it fixes the question
     * @param labels pseudonymous SOP Instance UID → positive
     * @param origin facts of where they come from, for the ledger
     * @throws IllegalArgumentException when the task exists and asks another question, or there is no label
     */
    @Transactional
    public LabelRevision publish(
            String name, String positive, String negative, Map<String, Boolean> labels, Map<String, Object> origin) {
        LabelImport.of(name, positive, negative);
        if (labels.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no label to publish; readers have not agreed on any study yet");
        }
        return keep(lock(name, positive, negative), new BinaryLabels(labels), PUBLISHED, origin);
    }

    /** @throws IllegalArgumentException when there is no such task; the message names those there are */
    @Transactional
    public LabelTask require(String name) {
        return repository
                .task(name)
                .orElseThrow(() -> new IllegalArgumentException("There is no label task \"" + name + "\"; "
                        + (all().isEmpty() ? "import labels first" : "there are " + String.join(", ", names()))));
    }

    @Transactional
    public List<LabelTask> all() {
        return repository.tasks();
    }

    /** The task's newest revision. */
    @Transactional
    public LabelRevision revision(LabelTask task) {
        return repository.revisions(task.name()).get(0);
    }

    /**
     * A revision by its id, "task@number".
     *
     * @throws IllegalArgumentException when there is no such revision
     */
    @Transactional
    public LabelRevision requireRevision(String id) {
        return repository
                .revision(id)
                .orElseThrow(() -> new IllegalArgumentException("There is no label revision \"" + id + "\""));
    }

    /** The newest labels of a task: pseudonymous SOP Instance UID → positive, in the order of the UIDs. */
    @Transactional
    public Map<String, Boolean> labels(LabelTask task) {
        return labels(revision(task));
    }

    /** The labels of one revision: pseudonymous SOP Instance UID → positive, in the order of the UIDs. */
    @Transactional
    public Map<String, Boolean> labels(LabelRevision revision) {
        Map<String, Boolean> labels = new LinkedHashMap<>();
        repository.labels(revision.id()).forEach(label -> labels.put(label.instance, label.positive));
        return labels;
    }

    /** The task's row, held until the transaction ends, so that two imports number their revisions one after the other. */
    private LabelTask lock(String name, String positive, String negative) {
        repository.create(name, positive, negative, Instant.now());
        LabelTask task = entities.find(LabelTask.class, name, LockModeType.PESSIMISTIC_WRITE);
        if (!task.means(positive, negative)) {
            throw new IllegalArgumentException("The task \"" + task.name() + "\" asks \"" + task.positiveFinding()
                    + "\" against \"" + task.negativeFinding() + "\"; give other findings another task name");
        }
        return task;
    }

    private String newestId(LabelTask task) {
        return repository.revisions(task.name()).stream()
                .findFirst()
                .map(LabelRevision::id)
                .orElse("");
    }

    private LabelRevision keep(LabelTask task, BinaryLabels labels, String action, Map<String, Object> origin) {
        List<LabelRevision> earlier = repository.revisions(task.name());
        if (!earlier.isEmpty() && earlier.get(0).sha256().equals(labels.sha256())) {
            return earlier.get(0);
        }
        LabelRevision revision = new LabelRevision(task, earlier.size() + 1, labels, Instant.now());
        repository.insert(revision);
        repository.insert(labels.labels().entrySet().stream()
                .map(label -> new Label(revision, label.getKey(), label.getValue()))
                .toList());
        Map<String, Object> detail = new LinkedHashMap<>(origin);
        detail.put("sha256", revision.sha256());
        detail.put("positives", revision.positives());
        detail.put("negatives", revision.negatives());
        detail.put("positiveFinding", task.positiveFinding());
        detail.put("negativeFinding", task.negativeFinding());
        ledger.append(LedgerEntry.of(action, revision.id(), detail));
        LOG.infof(
                "Label revision %s holds %d images",
                revision.id(), labels.labels().size());
        return revision;
    }

    private List<String> names() {
        return all().stream().map(LabelTask::name).toList();
    }
}
