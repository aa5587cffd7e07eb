package isocenter.pretrain.training;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.DecoderSpec;
import isocenter.pretrain.recipe.MaeSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.recipe.PretrainRecipe;
import isocenter.pretrain.recipe.ProjectionSpec;
import isocenter.pretrain.recipe.SimClrSpec;
import isocenter.pretrain.view.ViewSpec;
import org.jspecify.annotations.Nullable;

/** Recipes small enough for a test: 32 pixels, batches of 8. */
final class SmallRecipes {
    static final int SIZE = 32;
    static final int BATCH = 8;

    private SmallRecipes() {}

    static PretrainRecipe mae(int steps) {
        return recipe("mae", new BackboneSpec("vit-tiny", 8, SIZE), steps, "fp32", 1e-3);
    }

    static PretrainRecipe simclr(int steps) {
        return recipe("simclr", new BackboneSpec("resnet-18", 0, SIZE), steps, "fp32", 1e-3);
    }

    static PretrainRecipe recipe(String objective, BackboneSpec backbone, int steps, String precision, double rate) {
        boolean mae = objective.equals("mae");
        @Nullable SimClrSpec simclr = mae ? null : new SimClrSpec(0.2, new ProjectionSpec(64, 32, 2));
        @Nullable MaeSpec masked = mae ? new MaeSpec(0.75, new DecoderSpec(32, 1, 2)) : null;
        ViewSpec views = new ViewSpec(
                "chest-radiograph",
                new ViewSpec.Crop(0.7, 1, 1.1, null),
                null,
                new ViewSpec.Jitter(0.1, 0.1, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
        return new PretrainRecipe(
                objective,
                backbone,
                views,
                simclr,
                masked,
                BATCH,
                0,
                steps,
                new OptimizerSpec(rate, 0.05, 0.9, 0.95, 0.1, 0, 5),
                precision,
                2026,
                4,
                2);
    }
}
