package isocenter.annotate.labelset;

import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Versions of label sets. */
@ApplicationScoped
class LabelSetLineage implements LineageSource {
    private final LabelSetRepository versions;

    LabelSetLineage(LabelSetRepository versions) {
        this.versions = versions;
    }

    @Override
    public List<Made> made() {
        return versions.all().stream()
                .map(version -> new Made(
                        new Thing("labelset", version.id()),
                        version.created,
                        Map.of("sha256", version.sha256(), "retired", version.isRetired()),
                        List.of()))
                .toList();
    }
}
