package isocenter.pretrain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeException;
import isocenter.pretrain.recipe.RecipeReader;
import isocenter.pretrain.tensor.Device;
import isocenter.pretrain.view.ViewSpec;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class PositivesTest {
    /** Images 1, 2, 3, 5 and 8 of the pool; all odd ones are one patient's. */
    private static final int[] POOL = {1, 2, 3, 5, 8};

    private final Positives positives = Positives.of(POOL, index -> index % 2 == 1 ? "odd" : "patient " + index);

    @Test
    void aCompanionIsAnotherImageOfTheGroupEachAsLikely() {
        SplittableRandom random = new SplittableRandom(5);
        int[] drawn = new int[9];
        for (int i = 0; i < 3000; i++) {
            drawn[positives.companion(3, random)]++;
        }
        // 1500 each, standard deviation 27
        assertThat((double) drawn[1]).isCloseTo(1500, within(140.0));
        assertThat((double) drawn[5]).isCloseTo(1500, within(140.0));
        assertThat(Arrays.stream(drawn).sum()).isEqualTo(drawn[1] + drawn[5]);
        assertThat(positives.companion(5, random)).isIn(1, 3);
        assertThat(positives.companion(2, random)).isEqualTo(2);
        assertThat(positives.paired()).isEqualTo(3);
    }

    /** The first view is of the image itself, the second of its companion. */
    @Test
    void theSecondViewIsOfTheCompanion() {
        StripedImages images = new StripedImages(9, 8);
        RecipeViews views = new RecipeViews(images, ViewSpec.none("chest-radiograph"), positives);
        DataOrder order = new DataOrder(4, POOL, 5);
        try (BatchLoader loader = new BatchLoader(views, order, 5, 2, Device.cpu(), 0, 1);
                BatchLoader.Batch batch = loader.next()) {
            int[] indices = order.indices(0);
            for (int slot = 0; slot < 5; slot++) {
                assertThat(shown(batch.images(), slot, images)).isEqualTo(indices[slot]);
                int second = shown(batch.images(), slot + 5, images);
                if (indices[slot] % 2 == 1) {
                    assertThat(second).isIn(1, 3, 5).isNotEqualTo(indices[slot]);
                } else {
                    assertThat(second).isEqualTo(indices[slot]);
                }
            }
        }
    }

    @Test
    void onlyObjectivesThatPairViewsTakeThem() {
        BackboneSpec vit = new BackboneSpec("vit-tiny", 8, SmallRecipes.SIZE);
        String simclr = text(SmallRecipes.recipe("simclr", vit, 3, "fp32", 1e-3));
        assertThat(RecipeReader.parse(simclr, PretrainRecipe.class).paired()).isFalse();
        assertThat(read(simclr, "study").paired()).isTrue();
        assertThat(read(simclr, "image").paired()).isFalse();
        assertThatThrownBy(() -> read(simclr, "family"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("image, series, study, patient");
        String mae = text(SmallRecipes.mae(3));
        assertThatThrownBy(() -> read(mae, "study"))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("mae does not bring two views of an image together");
    }

    private static String text(PretrainRecipe recipe) {
        return CanonicalForm.of(recipe).json();
    }

    private static PretrainRecipe read(String json, String kind) {
        return RecipeReader.parse("{\"positives\":\"" + kind + "\"," + json.substring(1), PretrainRecipe.class);
    }

    /** Which image it is that a batch shows: the nearest. */
    private static int shown(Tensor batch, int slot, StripedImages images) {
        float[] image = new float[64];
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int index = 0; index < images.count(); index++) {
            images.read(index, image, 0);
            double distance = 0;
            for (int i = 0; i < 64; i++) {
                distance +=
                        Math.abs(image[i] - batch.get(slot).reshape(-1).get(i).item_float());
            }
            if (distance < least) {
                least = distance;
                nearest = index;
            }
        }
        return nearest;
    }
}
