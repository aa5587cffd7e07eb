package isocenter.finetune.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.RecipeException;
import isocenter.pretrain.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinetuneRecipeTest {

    @TempDir
    Path folder;

    @Test
    void everyBuiltInRecipeIsValid() {
        assertThat(RecipeReader.builtIns(FinetuneRecipe.class))
                .contains("linear-probe", "finetune-vit-tiny", "finetune-resnet18")
                .allSatisfy(name -> assertThat(
                                RecipeReader.read(name, FinetuneRecipe.class).thresholdShare())
                        .isEqualTo(0.2));
    }

    @Test
    void refusesViewsThatMayChangeTheLabel() throws IOException {
        String text = RecipeReader.builtInText("finetune-vit-tiny", FinetuneRecipe.class);
        refuses(text.replace("minArea: 0.8", "minArea: 0.5"), "minArea");
        refuses(text.replace("maxDegrees: 7", "maxDegrees: 10"), "maxDegrees");
        refuses(text.replace("brightness: 0.1", "brightness: 0.4"), "brightness");
        refuses(text + "probe: {}\n", "probe");
        refuses(text.replace("layerDecay", "layerDecai"), "layerDecay");
    }

    @Test
    void aRequestSurvivesItsJson() {
        FinetuneRecipe recipe = RecipeReader.read("finetune-vit-tiny", FinetuneRecipe.class);
        Initialisation scratch = Initialisation.scratch(new BackboneSpec("vit-tiny", 8, 96));
        FinetuneRequest request = new FinetuneRequest(recipe, scratch, "chest@1", "pneumonia@2", 0.005, false);

        assertThat(FinetuneRequest.parse(request.json())).isEqualTo(request);
        assertThat(request.predictorId()).matches("pneumonia-full-scratch-0\\.5pct-[0-9a-f]{8}");
        assertThat(new FinetuneRequest(recipe, scratch, "chest@1", "pneumonia@2", 1, false).predictorId())
                .startsWith("pneumonia-full-scratch-100pct-");
    }

    private void refuses(String text, String words) throws IOException {
        Path file = Files.writeString(folder.resolve("recipe.yaml"), text);
        assertThatThrownBy(() -> RecipeReader.read(file, FinetuneRecipe.class))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(words);
    }
}
