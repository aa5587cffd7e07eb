package isocenter.pretrain.comparison;

import isocenter.pretrain.recipe.BackboneSpec;
import java.util.List;

/**
 * What is compared.
 *
 * @param dataset {@code name@version}
 * @param labels a label revision
 * @param backbones ids of pretrained backbones
 * @param random architectures to try with random weights
 * @param trivial whether to try the trivial features
 * @param seeds of the random weights, at least one; the first is that of folds and bootstrap
 */
record ComparisonRequest(
        String dataset,
        String labels,
        List<String> backbones,
        List<BackboneSpec> random,
        boolean trivial,
        List<Long> seeds) {
    ComparisonRequest {
        if (seeds.isEmpty()) {
            throw new IllegalArgumentException("A comparison needs a seed");
        }
        if (backbones.isEmpty() && random.isEmpty() && !trivial) {
            throw new IllegalArgumentException(
                    "There is nothing to compare: name backbones, random architectures or the baselines");
        }
    }
}
