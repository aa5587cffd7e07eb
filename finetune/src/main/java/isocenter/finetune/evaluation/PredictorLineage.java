package isocenter.finetune.evaluation;

import isocenter.audit.provenance.LineageSource;
import isocenter.audit.provenance.Made;
import isocenter.audit.provenance.Origin;
import isocenter.audit.provenance.Relation;
import isocenter.audit.provenance.Thing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Predictors, made from labels, a dataset and, but from scratch, a backbone. */
@ApplicationScoped
class PredictorLineage implements LineageSource {
    private final PredictorRepository predictors;

    PredictorLineage(PredictorRepository predictors) {
        this.predictors = predictors;
    }

    @Override
    public List<Made> made() {
        return predictors.all().stream().map(PredictorLineage::made).toList();
    }

    private static Made made(PredictorVersion predictor) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("protocol", predictor.protocol);
        facts.put("init", predictor.init);
        facts.put("labelFraction", predictor.fraction);
        facts.put("patients", predictor.patients);
        if (predictor.auroc != null) {
            facts.put("auroc", predictor.auroc);
        }
        facts.put("weightsSha256", predictor.weightsSha256);
        List<Origin> origins = new ArrayList<>();
        origins.add(new Origin(Relation.WAS_DERIVED_FROM, new Thing("labels", predictor.labels)));
        origins.add(new Origin(Relation.WAS_DERIVED_FROM, new Thing("dataset", predictor.datasetId)));
        if (predictor.backbone != null) {
            origins.add(new Origin(Relation.WAS_DERIVED_FROM, new Thing("backbone", predictor.backbone)));
        }
        return new Made(new Thing("predictor", predictor.id), predictor.created, facts, origins);
    }
}
