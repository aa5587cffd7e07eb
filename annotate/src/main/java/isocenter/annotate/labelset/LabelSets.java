package isocenter.annotate.labelset;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Label sets and their versions. */
@ApplicationScoped
public class LabelSets {
    private final LabelSetRepository repository;
    private final Ledger ledger;

    LabelSets(LabelSetRepository repository, Ledger ledger) {
        this.repository = repository;
        this.ledger = ledger;
    }

    /**
     * Keeps a YAML file as the newest version of the label set that it names; when the newest says the same and is not
     * retired, nothing changes.
     *
     * @param fileOrName a file, or the name of a label set that is built in
     * @throws isocenter.pretrain.recipe.RecipeException when the file is no label set; the message names line and setting
     */
    @Transactional
    public LabelSetVersion add(String fileOrName) {
        return add(RecipeReader.read(fileOrName, LabelSet.class));
    }

    /** As {@link #add(String)}. */
    @Transactional
    public LabelSetVersion add(LabelSet labels) {
        CanonicalForm form = CanonicalForm.of(labels);
        List<LabelSetVersion> earlier = repository.versions(labels.name());
        if (!earlier.isEmpty()
                && earlier.get(0).sha256().equals(form.sha256())
                && !earlier.get(0).isRetired()) {
            return earlier.get(0);
        }
        LabelSetVersion version =
                new LabelSetVersion(labels.name(), earlier.size() + 1, form.json(), form.sha256(), Instant.now());
        repository.insert(version);
        ledger.append(LedgerEntry.of("labelset.create", version.id(), Map.of("sha256", version.sha256())));
        return version;
    }

    /**
     * A version by its id, or the newest by its name.
     *
     * @param id "name@number", or "name"
     * @throws IllegalArgumentException when there is none; the message names those there are
     */
    @Transactional
    public LabelSetVersion require(String id) {
        return (id.contains("@")
                        ? repository.version(id)
                        : repository.versions(id).stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("There is no label set " + id + "; "
                        + (all().isEmpty() ? "add one first" : "there are " + String.join(", ", ids()))));
    }

    /** All versions, by name and number. */
    @Transactional
    public List<LabelSetVersion> all() {
        return repository.all();
    }

    /**
     * Retires a version: worklists that are made under it go on, new ones are refused.
     *
     * @return false when it was retired already
     */
    @Transactional
    public boolean retire(String id) {
        LabelSetVersion version = require(id);
        boolean changed = repository.retire(version.id(), Instant.now()) > 0;
        if (changed) {
            ledger.append(LedgerEntry.of("labelset.retire", version.id(), Map.of()));
        }
        return changed;
    }

    private List<String> ids() {
        return all().stream().map(LabelSetVersion::id).toList();
    }
}
