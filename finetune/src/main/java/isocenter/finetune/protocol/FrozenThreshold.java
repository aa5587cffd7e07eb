package isocenter.finetune.protocol;

import isocenter.audit.hash.Sha256;
import isocenter.audit.ledger.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision threshold bound to the weights it belongs to.
 *
 * @param facts what is hashed and goes into the ledger
 * @param sha256 of the facts' canonical JSON
 */
record FrozenThreshold(
        DecisionThreshold threshold,
        String weightsPath,
        String weightsSha256,
        Map<String, Object> facts,
        String sha256) {

    static FrozenThreshold of(
            DecisionThreshold threshold, FinetuneRecipe recipe, String weightsPath, String weightsSha256) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rule", recipe.thresholdRule());
        if (recipe.thresholdRule().equals("sensitivity")) {
            facts.put("wanted", recipe.thresholdSensitivity());
        }
        facts.put("threshold", threshold.value());
        facts.put("sensitivity", threshold.sensitivity());
        facts.put("specificity", threshold.specificity());
        facts.put("weights", weightsSha256);
        String sha256 = Sha256.hex(CanonicalJson.of(facts));
        return new FrozenThreshold(threshold, weightsPath, weightsSha256, facts, sha256);
    }
}
