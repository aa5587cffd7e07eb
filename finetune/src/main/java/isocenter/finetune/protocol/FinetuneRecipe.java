package isocenter.finetune.protocol;

import isocenter.pretrain.recipe.BuiltInRecipes;
import isocenter.pretrain.recipe.DefaultValue;
import isocenter.pretrain.recipe.Settings;
import isocenter.pretrain.watch.ProbeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that changes the result of one fine-tuning, save the labels, their fraction and the initial weights, which
 * the command names.
 *
 * @param protocol {@code linear-probe} or {@code full}; the section {@code probe} or {@code tuning} must be given
 *     accordingly and the other left out
 * @param probe the probe's settings
 * @param tuning full fine-tuning's settings
 * @param classWeight {@code balanced} gives both classes the same weight in the loss, {@code none} each image
 * @param thresholdShare part of the drawn patients held out from fitting to set the decision threshold, 0.05–0.5
 * @param thresholdRule {@code youden} takes the threshold of greatest sensitivity + specificity on them,
 *     {@code sensitivity} the highest one that reaches {@code thresholdSensitivity}
 * @param thresholdSensitivity 0.5–1, for the rule {@code sensitivity}
 * @param seed of the draw, the folds, the weights, the order and the views; 0–2^53−1
 * @param threads libtorch's compute threads; 0 takes every core. It changes the last bits, as in pretraining
 */
@BuiltInRecipes({
    "linear-probe",
    "finetune-vit-tiny",
    "finetune-resnet18",
    "demo-probe",
    "demo-finetune",
    "cpu-finetune",
    "quick-finetune"
})
public record FinetuneRecipe(
        String protocol,
        @Nullable ProbeSpec probe,
        @Nullable TuningSpec tuning,
        @DefaultValue("balanced") String classWeight,
        @DefaultValue("0.2") double thresholdShare,
        @DefaultValue("youden") String thresholdRule,
        @DefaultValue("0.9") double thresholdSensitivity,
        @DefaultValue("2026") long seed,
        @DefaultValue("0") int threads) {

    public static final String LINEAR_PROBE = "linear-probe";
    public static final String FULL = "full";

    public FinetuneRecipe {
        Settings.oneOf("protocol", protocol, List.of(LINEAR_PROBE, FULL));
        section("probe", probe, protocol, LINEAR_PROBE);
        section("tuning", tuning, protocol, FULL);
        Settings.oneOf("classWeight", classWeight, List.of("balanced", "none"));
        Settings.inRange("thresholdShare", thresholdShare, 0.05, 0.5);
        Settings.oneOf("thresholdRule", thresholdRule, List.of("youden", "sensitivity"));
        Settings.inRange("thresholdSensitivity", thresholdSensitivity, 0.5, 1);
        Settings.inRange("seed", seed, 0, 9007199254740991.0);
        Settings.inRange("threads", threads, 0, 1024);
    }

    boolean balanced() {
        return classWeight.equals("balanced");
    }

    private static void section(String name, @Nullable Object section, String protocol, String owner) {
        if (protocol.equals(owner) == (section == null)) {
            throw new IllegalArgumentException(name
                    + (section == null ? " must be given for protocol " : " must be left out for protocol ")
                    + protocol);
        }
    }
}
