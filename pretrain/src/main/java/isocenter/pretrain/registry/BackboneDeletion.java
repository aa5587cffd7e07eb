package isocenter.pretrain.registry;

import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Deletes backbones. The weights and checkpoints go; the row stays with the time of its deletion, as do its curve and the
 * ledger's events, so that what was said of it goes on meaning something. Its id is not given again.
 */
@ApplicationScoped
public class BackboneDeletion {
    private static final int SHORTEST_REASON = 8;
    private static final int LONGEST_TEXT = 400;

    private final BackboneVersions versions;
    private final List<BackboneDependents> dependents;
    private final BackboneJobs jobs;
    private final Ledger ledger;
    private final IsocenterHome home;

    BackboneDeletion(
            BackboneVersions versions,
            @All List<BackboneDependents> dependents,
            BackboneJobs jobs,
            Ledger ledger,
            IsocenterHome home) {
        this.versions = versions;
        this.dependents = dependents;
        this.jobs = jobs;
        this.ledger = ledger;
        this.home = home;
    }

    /** What refers to a backbone. */
    public List<Dependent> dependents(String id) {
        return QuarkusTransaction.requiringNew().call(() -> found(id));
    }

    /**
     * Deletes a backbone. When the process dies before its files are gone, the same call removes them.
     *
     * @param by who decides, for the ledger
     * @param reason why, in 8 to 400 characters, for the ledger
     * @param despiteRecords whether records that stand by themselves, such as comparisons, do not keep it
     * @return the bytes that were freed
     * @throws BackboneException when there is no such backbone, or something depends on it: the message names it
     */
    public long delete(String id, String by, String reason, boolean despiteRecords) {
        String why = reason.strip();
        if (why.length() < SHORTEST_REASON
                || why.length() > LONGEST_TEXT
                || by.isBlank()
                || by.length() > LONGEST_TEXT) {
            throw new BackboneException("Say who decides, in at most 400 characters, and why, in 8 to 400 characters");
        }
        BackboneVersion backbone =
                QuarkusTransaction.requiringNew().call(() -> commit(id, by.strip(), why, despiteRecords));
        return removeFiles(backbone);
    }

    private BackboneVersion commit(String id, String by, String reason, boolean despiteRecords) {
        BackboneVersion backbone =
                versions.find(id).orElseThrow(() -> new BackboneException("There is no backbone " + id));
        if (backbone.deleted != null) {
            return backbone;
        }
        jobs.holdQueue();
        List<Dependent> keeping = found(id).stream()
                .filter(dependent -> dependent.needs() || !despiteRecords)
                .toList();
        if (!keeping.isEmpty()) {
            throw new BackboneException(refusal(id, keeping));
        }
        versions.delete(id, Instant.now().truncatedTo(ChronoUnit.MICROS));
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("by", by);
        detail.put("reason", reason);
        detail.put("weightsSha256", backbone.weightsSha256);
        detail.put(
                "derivedRows",
                dependents.stream().mapToLong(each -> each.discard(id)).sum());
        detail.put("recordsLeft", found(id).stream().map(Dependent::toString).toList());
        ledger.append(new LedgerEntry("backbone.delete", id, detail, artefacts(backbone)));
        return backbone;
    }

    private List<Dependent> found(String id) {
        return dependents.stream().flatMap(each -> each.of(id).stream()).toList();
    }

    private static String refusal(String id, List<Dependent> keeping) {
        boolean records = keeping.stream().noneMatch(Dependent::needs);
        return "The backbone " + id + " is kept, for these depend on it: "
                + keeping.stream().map(Dependent::toString).collect(Collectors.joining(", "))
                + (records
                        ? ". What they found stays recorded without it, but could not be found again: --despite-records"
                                + " deletes it nevertheless"
                        : "");
    }

    /** The files of it that the ledger vouches for. */
    private static List<Artefact> artefacts(BackboneVersion backbone) {
        List<Artefact> removed = new ArrayList<>(List.of(Artefact.removed(backbone.weightsPath)));
        if (!backbone.imported()) {
            removed.add(Artefact.removed(Path.of(backbone.weightsPath)
                    .resolveSibling(PretrainJob.CURVE)
                    .toString()
                    .replace('\\', '/')));
        }
        return removed;
    }

    /** Everything in the folder of the run or of the import, which is the backbone's own. */
    private long removeFiles(BackboneVersion backbone) {
        Path models = home.path().resolve("models").normalize();
        Path folder = home.path().resolve(backbone.weightsPath).normalize().getParent();
        if (folder == null || !models.equals(folder.getParent())) {
            throw new BackboneException("The weights of " + backbone.id + " do not lie in a folder of their own ("
                    + backbone.weightsPath + " in the data folder): remove them by hand");
        }
        long freed = 0;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                freed += Files.isRegularFile(file) ? Files.size(file) : 0;
                Files.deleteIfExists(file);
            }
        } catch (NoSuchFileException gone) {
            return freed;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The backbone is deleted, but not all its files could be removed: repeat the command", e);
        }
        return freed;
    }
}
