package isocenter.deploy.desk;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.CurveJson;
import isocenter.pretrain.registry.PretrainEvaluation;
import java.util.List;

/**
 * A run with its curve.
 *
 * @param curve in the order of the steps, thinned
 * @param pictures that can be asked for
 */
record RunDetail(
        @JsonUnwrapped RunSummary run,
        JsonNode recipe,
        String recipeSha256,
        String datasetSha256,
        int poolSize,
        List<CurveJson> curve,
        List<PretrainEvaluation> evaluations,
        List<String> pictures) {}
