package isocenter.pretrain.training;

import isocenter.pretrain.objective.ObjectiveSpec;
import isocenter.pretrain.objective.SmallObjectives;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.view.ViewSpec;

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
        return recipe(objective, SmallObjectives.of(objective), backbone, steps, precision, rate);
    }

    static PretrainRecipe recipe(
            String objective, ObjectiveSpec settings, BackboneSpec backbone, int steps, String precision, double rate) {
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
                null,
                settings.multiCrop() ? new ViewSpec.Local(2, 16, 0.2, 0.5, null) : null);
        return new PretrainRecipe(
                objective,
                backbone,
                null,
                views,
                null,
                null,
                settings,
                BATCH,
                1,
                null,
                0,
                0,
                steps,
                new OptimizerSpec(rate, 0.05, 0.9, 0.95, 0.1, 0, 5),
                precision,
                2026,
                2,
                2);
    }
}
