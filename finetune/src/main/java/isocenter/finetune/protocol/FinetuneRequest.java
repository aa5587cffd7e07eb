package isocenter.finetune.protocol;

import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.recipe.Settings;
import java.math.BigDecimal;

/**
 * All that one fine-tuning is asked for: equal requests give equal predictors.
 *
 * @param dataset {@code name@version}
 * @param labels {@code task@revision}
 * @param fraction of the training patients whose labels may be seen, (0, 1]
 * @param test whether the test part is scored too
 */
record FinetuneRequest(
        FinetuneRecipe recipe,
        Initialisation initialisation,
        String dataset,
        String labels,
        double fraction,
        boolean test) {

    private static final int HASH_DIGITS = 8;

    FinetuneRequest {
        Settings.positive("fraction", fraction, 1);
    }

    static FinetuneRequest parse(String json) {
        return RecipeReader.parse(json, FinetuneRequest.class);
    }

    String json() {
        return CanonicalForm.of(this).json();
    }

    String sha256() {
        return CanonicalForm.of(this).sha256();
    }

    /** Readable and unique: such as {@code pneumonia-full-scratch-10pct-1f3ac702}. */
    String predictorId() {
        String percent = BigDecimal.valueOf(fraction)
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
        return labels.substring(0, labels.lastIndexOf('@')) + "-" + recipe.protocol() + "-" + initialisation.kind()
                + "-" + percent + "pct-" + sha256().substring(0, HASH_DIGITS);
    }
}
