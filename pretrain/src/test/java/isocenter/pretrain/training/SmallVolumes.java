package isocenter.pretrain.training;

import isocenter.pretrain.objective.DecoderSpec;
import isocenter.pretrain.objective.MaeSpec;
import isocenter.pretrain.objective.ObjectiveSpec;
import isocenter.pretrain.objective.ProjectionSpec;
import isocenter.pretrain.objective.SimClrSpec;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.OptimizerSpec;
import isocenter.pretrain.view.FormulaVolumes;
import isocenter.pretrain.view.ViewSpec;
import isocenter.pretrain.view.VolumeSpec;

/** Volumes by a formula, and recipes for them small enough for a test. */
final class SmallVolumes {
    static final int BATCH = 8;

    private static final VolumeSpec BLOCK = new VolumeSpec(28, 36, 40, 2, null, 0.5);

    private static final OptimizerSpec ADAMW = new OptimizerSpec(1e-3, 0.05, 0.9, 0.95, 0.1, 0, 5);

    private SmallVolumes() {}

    /** Planes that rise in a direction of their own: any part tells all the others. */
    static FormulaVolumes ramped(int count) {
        return new FormulaVolumes(count, BLOCK.shape(), (index, d, h, w) -> {
            double around = index * 2.399963;
            double up = Math.sin(index * 1.7);
            double along = (w - 20) * Math.cos(around) + (h - 18) * Math.sin(around) + (d - 14) * up;
            return 0.5 + 0.009 * along;
        });
    }

    /** Shells with a spacing and a mean grey of their own: two cubes of one are alike, of two are not. */
    static FormulaVolumes shelled(int count) {
        return new FormulaVolumes(count, BLOCK.shape(), (index, d, h, w) -> {
            double far = Math.sqrt(d * d + (h - 18.0) * (h - 18.0) + (w - 20.0) * (w - 20.0));
            return 0.2 + 0.6 * index / count + 0.15 * Math.sin(far * (0.25 + 0.35 * index / count) + index);
        });
    }

    static PretrainRecipe mae(int steps) {
        return recipe(
                "mae",
                new MaeSpec(0.75, new DecoderSpec(48, 1, 2)),
                new BackboneSpec("vit-tiny-3d", 8, 24),
                steps,
                ViewSpec.none("ct"));
    }

    static PretrainRecipe simclr(int steps) {
        return simclr(steps, ADAMW);
    }

    static PretrainRecipe simclr(int steps, OptimizerSpec optimizer) {
        return recipe(
                "simclr",
                new SimClrSpec(0.2, new ProjectionSpec(64, 32, 2)),
                new BackboneSpec("resnet-18-3d", 0, 16),
                steps,
                new ViewSpec(
                        "ct",
                        new ViewSpec.Crop(0.7, 1, 1, null),
                        new ViewSpec.Rotation(10, null),
                        null,
                        null,
                        null,
                        new ViewSpec.Noise(0.5, 0.02),
                        null,
                        null,
                        null,
                        null,
                        null),
                optimizer);
    }

    static PretrainRecipe recipe(
            String objective, ObjectiveSpec settings, BackboneSpec backbone, int steps, ViewSpec views) {
        return recipe(objective, settings, backbone, steps, views, ADAMW);
    }

    static PretrainRecipe recipe(
            String objective,
            ObjectiveSpec settings,
            BackboneSpec backbone,
            int steps,
            ViewSpec views,
            OptimizerSpec optimizer) {
        return new PretrainRecipe(
                objective, backbone, null, views, BLOCK, null, settings, BATCH, 1, null, 0, 0, steps, optimizer, "fp32",
                2026, 1000, 2);
    }
}
