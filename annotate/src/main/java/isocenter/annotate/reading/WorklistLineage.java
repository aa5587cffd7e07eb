package isocenter.annotate.reading;

import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Origin;
import isocenter.audit.provenance.Relation;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Worklists, made under a version of a label set. */
@ApplicationScoped
class WorklistLineage implements LineageSource {
    private final WorklistRepository worklists;

    WorklistLineage(WorklistRepository worklists) {
        this.worklists = worklists;
    }

    @Override
    public List<Made> made() {
        return worklists.all().stream().map(WorklistLineage::made).toList();
    }

    private static Made made(Worklist worklist) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("title", worklist.title());
        facts.put("readersPerStudy", worklist.readers());
        facts.put("modelInTheLoop", worklist.suggestedBy != null);
        return new Made(
                new Thing("worklist", worklist.name()),
                worklist.created,
                facts,
                List.of(new Origin(Relation.USED, new Thing("labelset", worklist.labelSet()))));
    }
}
