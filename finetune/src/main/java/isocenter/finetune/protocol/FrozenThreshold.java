package isocenter.finetune.protocol;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A decision threshold bound to the weights it belongs to.
 *
 * @param facts what is hashed and goes into the ledger
 * @param sha256 of the facts' canonical JSON
 */
record FrozenThreshold(DecisionThreshold threshold, Artefact weights, Map<String, Object> facts, String sha256) {

    static FrozenThreshold of(DecisionThreshold threshold, FinetuneRecipe recipe, Artefact weights) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("rule", recipe.thresholdRule());
        if (recipe.thresholdRule().equals("sensitivity")) {
            facts.put("wanted", recipe.thresholdSensitivity());
        }
        facts.put("threshold", threshold.value());
        facts.put("sensitivity", threshold.sensitivity());
        facts.put("specificity", threshold.specificity());
        facts.put("weights", weights.sha256());
        String sha256 = Sha256.hex(CanonicalJson.of(facts));
        return new FrozenThreshold(threshold, weights, facts, sha256);
    }
}
