package isocenter.pretrain.training;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A step needs more memory than the device has. The message says which settings of the recipe would lower it. */
public final class MemoryExhausted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What libtorch's allocators and JavaCPP's limit say, of the processor and of CUDA. */
    private static final List<String> SIGNS =
            List.of("can't allocate memory", "out of memory", "physical memory usage");

    MemoryExhausted(PretrainRecipe recipe, Device device, Throwable cause) {
        super(
                "out of memory on " + device + " with batch " + recipe.batch() + ", "
                        + recipe.backbone().architecture() + ", "
                        + recipe.backbone().image() + " pixels. In the recipe, "
                        + String.join("; or ", remedies(recipe))
                        + ". With several GPUs, --processes shares a batch out",
                cause);
    }

    /** True for a failure that is one of memory. */
    static boolean saidBy(RuntimeException failure) {
        String said = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return SIGNS.stream().anyMatch(said::contains);
    }

    private static List<String> remedies(PretrainRecipe recipe) {
        BackboneSpec backbone = recipe.backbone();
        List<String> remedies = new ArrayList<>();
        if (recipe.precision().equals("fp32")) {
            remedies.add("set precision: bf16 (half the activations)");
        }
        if (backbone.transformer() && !Boolean.TRUE.equals(recipe.recomputeBlocks())) {
            remedies.add("set recomputeBlocks: true (the same step, slower)");
        }
        if (!recipe.settings().comparesImages() && recipe.batch() >= 4 * recipe.accumulate()) {
            remedies.add("set accumulate: " + 2 * recipe.accumulate() + " (the same step, in smaller parts)");
        }
        remedies.add("halve batch to " + Math.max(2, recipe.batch() / 2));
        remedies.add("take a smaller backbone.image or architecture");
        return remedies;
    }
}
