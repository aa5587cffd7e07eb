package isocenter.ingest.dataset;

import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;

/** Dataset versions, made from what the catalogue held. */
@ApplicationScoped
class DatasetLineage implements LineageSource {
    private final Datasets datasets;

    DatasetLineage(Datasets datasets) {
        this.datasets = datasets;
    }

    @Override
    public List<Made> made() {
        return datasets.all().stream().map(DatasetLineage::made).toList();
    }

    private static Made made(DatasetVersion version) {
        return new Made(
                new Thing("dataset", version.id()),
                version.created(),
                Map.of(
                        "images", version.images(),
                        "patients", version.patients(),
                        "erased", version.erased(),
                        "sha256", version.sha256()),
                List.of());
    }
}
