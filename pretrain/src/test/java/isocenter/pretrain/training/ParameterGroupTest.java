package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.pretrain.objective.Objective;
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

    private static Objective created(PretrainRecipe recipe) {
        return recipe.settings().create(recipe.backbone());
    }
}
