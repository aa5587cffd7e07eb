package isocenter.annotate.task;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEvent;
import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Origin;
import isocenter.audit.provenance.Relation;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Revisions of labels: imported, or made from readings; the ledger says which. */
@ApplicationScoped
class LabelLineage implements LineageSource {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final LabelRepository labels;
    private final Ledger ledger;

    LabelLineage(LabelRepository labels, Ledger ledger) {
        this.labels = labels;
        this.ledger = ledger;
    }

    @Override
    public List<Made> made() {
        Map<String, String> worklists = new HashMap<>();
        ledger.of(LabelTasks.PUBLISHED).forEach(event -> worklists.put(event.subject(), worklist(event)));
        return labels.revisions().stream()
                .map(revision -> made(revision, worklists.getOrDefault(revision.id(), "")))
                .toList();
    }

    private static Made made(LabelRevision revision, String worklist) {
        return new Made(
                new Thing("labels", revision.id()),
                revision.created,
                Map.of(
                        "positives", revision.positives(),
                        "negatives", revision.negatives(),
                        "sha256", revision.sha256()),
                worklist.isEmpty()
                        ? List.of()
                        : List.of(new Origin(Relation.WAS_DERIVED_FROM, new Thing("worklist", worklist))));
    }

    private static String worklist(LedgerEvent event) {
        try {
            return MAPPER.readTree(event.body()).path("detail").path("worklist").asText();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event is not JSON; isocenter ledger verify tells more", e);
        }
    }
}
