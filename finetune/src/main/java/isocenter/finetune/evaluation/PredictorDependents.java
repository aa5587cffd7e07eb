package isocenter.finetune.evaluation;

import isocenter.pretrain.registry.BackboneDependents;
import isocenter.pretrain.registry.Dependent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Predictors that started from a backbone. */
@ApplicationScoped
class PredictorDependents implements BackboneDependents {
    private final PredictorRepository predictors;

    PredictorDependents(PredictorRepository predictors) {
        this.predictors = predictors;
    }

    @Override
    public List<Dependent> of(String backbone) {
        return predictors.startedFrom(backbone).stream()
                .map(predictor -> new Dependent("predictor", predictor.id, true))
                .toList();
    }
}
