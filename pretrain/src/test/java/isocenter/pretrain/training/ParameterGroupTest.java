package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.objective.Objective;
import isocenter.pretrain.recipe.OptimizerSpec;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParameterGroupTest {
    @Test
    void decaysMatricesOnly() {
        List<ParameterGroup> groups =
                ParameterGroup.of(created(SmallRecipes.mae(8)).module(), 0.05);
        assertThat(groups).hasSize(2);
        ParameterGroup decayed = groups.get(groups.get(0).weightDecay() > 0 ? 0 : 1);
        ParameterGroup plain = groups.get(groups.get(0).weightDecay() > 0 ? 1 : 0);
        assertThat(decayed.weightDecay()).isEqualTo(0.05);
        assertThat(plain.weightDecay()).isZero();
        assertThat(plain.parameters().keySet())
                .contains("backbone.cls_token", "decoder.mask_token", "backbone.norm.weight")
                .contains("backbone.blocks.0.attn.qkv.bias", "backbone.patch_embed.proj.bias")
                .noneMatch(name -> name.endsWith("fc1.weight") || name.endsWith("qkv.weight"));
        assertThat(decayed.parameters().keySet())
                .contains("backbone.patch_embed.proj.weight", "decoder.predict.weight")
                .allMatch(name -> name.endsWith("weight"))
                .noneMatch(name -> name.contains("norm"));
        // fixed positions are no parameters of the optimiser
        assertThat(Set.of("backbone.pos_embed"))
                .doesNotContainAnyElementsOf(plain.parameters().keySet())
                .doesNotContainAnyElementsOf(decayed.parameters().keySet());
    }

    @Test
    void givesEachRateAGroup() {
        List<ParameterGroup> groups = ParameterGroup.of(
                created(SmallRecipes.simclr(8)).module(), 0.1, name -> name.startsWith("head") ? 1 : 0.5);
        assertThat(groups).hasSize(4);
        assertThat(groups)
                .allSatisfy(group -> assertThat(group.parameters().keySet())
                        .allMatch(name -> name.startsWith("head") == (group.rateScale() == 1)));
    }

    /** A layer's rate falls with its distance from the encoder's end; a decoder's blocks are no layers of the encoder. */
    @Test
    void deepLayersLearnSlowerWhereTheRateDecays() {
        OptimizerSpec spec = new OptimizerSpec("adamw", 1e-3, 0.05, -1, 0.9, 0.95, 0, 0, 0, 0.8);
        List<ParameterGroup> groups = ParameterGroup.of(created(SmallRecipes.mae(8)), spec);
        assertThat(rate(groups, "backbone.norm.weight")).isEqualTo(1);
        assertThat(rate(groups, "backbone.blocks.11.mlp.fc2.weight")).isCloseTo(0.8, within(1e-12));
        assertThat(rate(groups, "backbone.blocks.0.norm1.bias")).isCloseTo(Math.pow(0.8, 12), within(1e-12));
        assertThat(rate(groups, "backbone.patch_embed.proj.weight")).isCloseTo(Math.pow(0.8, 13), within(1e-12));
        assertThat(rate(groups, "decoder.blocks.0.mlp.fc2.weight")).isEqualTo(1);
    }

    private static double rate(List<ParameterGroup> groups, String parameter) {
        return groups.stream()
                .filter(group -> group.parameters().containsKey(parameter))
                .findFirst()
                .orElseThrow()
                .rateScale();
    }

    private static Objective created(PretrainRecipe recipe) {
        return recipe.settings().create(recipe.backbone());
    }
}
