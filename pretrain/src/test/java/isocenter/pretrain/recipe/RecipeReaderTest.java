package isocenter.pretrain.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import isocenter.pretrain.objective.DecoderSpec;
import isocenter.pretrain.objective.MaeSpec;
import isocenter.pretrain.training.PretrainRecipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RecipeReaderTest {

    private static final String MAE = """
            objective: mae
            backbone:
              architecture: vit-tiny
              patch: 8
              image: 96
            views:
              policy: chest-radiograph
            mae:
              maskRatio: 0.75
              decoder: {width: 128, depth: 2, heads: 4}
            batch: 64
            steps: 10
            optimizer:
              rate: 1e-3
              weightDecay: 0.05
            """;

    @TempDir
    Path folder;

    static List<String> builtIns() {
        return RecipeReader.builtIns(PretrainRecipe.class);
    }

    @ParameterizedTest
    @MethodSource("builtIns")
    void everyBuiltInRecipeIsValid(String name) {
        PretrainRecipe recipe = RecipeReader.read(name, PretrainRecipe.class);
        assertThat(recipe.views().horizontalFlip()).isNull();
        assertThat(RecipeReader.parse(CanonicalForm.of(recipe).json(), PretrainRecipe.class))
                .isEqualTo(recipe);
    }

    /** One value of each list, the first list changing slowest; each is the recipe that would be written so. */
    @Test
    void listsStandForSeveralRecipes() throws IOException {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(
                file,
                MAE.replace("rate: 1e-3", "rate: [1e-3, 5e-4]").replace("steps: 10", "steps: 10\nseed: [1, 2, 3]"));
        List<RecipeVariation<PretrainRecipe>> all = RecipeReader.readAll(file.toString(), PretrainRecipe.class);
        assertThat(all)
                .extracting(variation -> variation.recipe().seed() + " at "
                        + variation.recipe().optimizer().rate())
                .containsExactly("1 at 0.001", "1 at 5.0E-4", "2 at 0.001", "2 at 5.0E-4", "3 at 0.001", "3 at 5.0E-4");
        assertThat(all.get(1).settings()).isEqualTo(Map.of("seed", "1", "optimizer.rate", "5e-4"));
        assertThat(all.get(1).recipe()).isEqualTo(read(MAE.replace("1e-3", "5e-4") + "seed: 1\n"));
        Files.writeString(file, MAE);
        assertThat(RecipeReader.readAll(file.toString(), PretrainRecipe.class))
                .containsExactly(new RecipeVariation<>(Map.of(), read(MAE)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "steps: 10|steps: []|an empty list",
                "steps: 10|steps: [{a: 1}]|must be a list of values, but holds a section",
                "rate: 1e-3|rate: [1e-3, 7]|optimizer.rate",
                "steps: 10|steps: [10, 20]#batch2: 3|batch2",
            })
    void wrongListsAreRefused(String written, String instead, String expected) throws IOException {
        Path file = folder.resolve("sweep.yaml");
        Files.writeString(file, MAE.replace(written, instead.replace("#", "\n")));
        assertThatThrownBy(() -> RecipeReader.readAll(file.toString(), PretrainRecipe.class))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void tooManyRecipesAreRefused() throws IOException {
        Path file = folder.resolve("sweep.yaml");
        String many = "[" + "1, ".repeat(14) + "1]";
        Files.writeString(file, MAE.replace("steps: 10", "steps: " + many + "\nseed: " + many));
        assertThatThrownBy(() -> RecipeReader.readAll(file.toString(), PretrainRecipe.class))
                .hasMessageContaining("more than 200 recipes");
    }

    @Test
    void fillsDefaultsAndLeavesOutWhatIsOff() {
        PretrainRecipe recipe = read(MAE);
        assertThat(recipe.optimizer().rate()).isEqualTo(0.001);
        assertThat(recipe.precision()).isEqualTo("fp32");
        assertThat(recipe.epochs()).isZero();
        assertThat(recipe.settings()).isEqualTo(new MaeSpec(0.75, new DecoderSpec(128, 2, 4)));
        assertThat(CanonicalForm.of(recipe).json())
                .contains("\"precision\":\"fp32\"")
                .contains("\"mae\":{")
                .doesNotContain("settings");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            batch: 64 | batchSize: 64 | 11 | batchSize | did you mean "batch"
            rate: 1e-3 | Rate: 1e-3 | 14 | optimizer.Rate | did you mean "rate"
            maskRatio: 0.75 | maskRato: 0.75 | 9 | mae.maskRato | did you mean "maskRatio"
            batch: 64 | batch: many | 11 | batch | must be a whole number below 2^31, but is the text "many"
            batch: 64 | batch: 64.5 | 11 | batch | must be a whole number below 2^31, but is the number 64.5
            batch: 64 | batch: 3000000000 | 11 | batch | must be a whole number
            batch: 64 | batch: [64] | 11 | batch | must be a whole number below 2^31, but is a list
            batch: 64 | batch: | 11 | batch | missing: a whole number
            batch: 64 | batch: true | 11 | batch | but is true
            rate: 1e-3 | rate: 1e400 | 14 | optimizer.rate | a finite number
            rate: 1e-3 | rate: .nan | 14 | optimizer.rate | must be a number
            rate: 1e-3 | rate: 2 | 14 | optimizer.rate | must be above 0 and at most 1, but is 2
            objective: mae | objective: 5 | 1 | objective | must be text, but is the number 5
            objective: mae | objective: simclr | 8 | mae | unknown key
            objective: mae | objective: moe | 1 | objective | did you mean "mae"
            objective: mae | objective: | 1 | objective | missing
            architecture: vit-tiny | architecture: vit-tny | 3 | backbone.architecture | did you mean "vit-tiny"
            patch: 8 | patch: 7 | 4 | backbone.patch | 96 pixels are not a multiple of 7
            maskRatio: 0.75 | maskRatio: 0.99 | 9 | mae.maskRatio | must be between 0.1 and 0.95
            width: 128 | width: 130 | 10 | mae.decoder.width | must be a multiple of 4 × heads = 16
            policy: chest-radiograph | policy: chest | 7 | views.policy | must be one of chest-radiograph
            steps: 10 | checkpointEvery: 5 | 1 | '' | epochs or steps must be given
            steps: 10 | batch: 32 | 12 | batch | written twice (first on line 11)
            """)
    void saysWhereAndWhatIsExpected(String from, String to, int line, String setting, String problem) {
        assertThat(MAE).contains(from);
        String text = MAE.replaceFirst("(?m)(?<![A-Za-z])" + from, to);
        RecipeException refused = catchThrowableOfType(RecipeException.class, () -> read(text));
        assertThat(refused).hasMessageContaining(problem).hasMessageContaining("recipe.yaml");
        assertThat(refused.setting()).isEqualTo(setting);
        assertThat(refused.line()).isEqualTo(line);
    }

    @Test
    void aMissingKeyNamesItsSection() {
        RecipeException refused =
                catchThrowableOfType(RecipeException.class, () -> read(MAE.replace("  weightDecay: 0.05\n", "")));
        assertThat(refused.setting()).isEqualTo("optimizer.weightDecay");
        assertThat(refused.line()).isEqualTo(13);
    }

    @Test
    void unsafeViewsAreRefusedByNameUnlessExcused() {
        String flip = MAE.replace(
                "policy: chest-radiograph", "policy: chest-radiograph\n  horizontalFlip:\n    probability: 0.5");
        assertThatThrownBy(() -> read(flip))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("line 8: views.horizontalFlip")
                .hasMessageContaining("heart")
                .hasMessageContaining("because");
        String excused = flip.replace("0.5", "0.5\n    because: phantoms have no sides");
        assertThat(CanonicalForm.of(read(excused)).json()).contains("phantoms have no sides");
        String turned =
                MAE.replace("policy: chest-radiograph", "policy: chest-radiograph\n  rotation: {maxDegrees: 90}");
        assertThatThrownBy(() -> read(turned))
                .hasMessageContaining("line 8: views.rotation.maxDegrees")
                .hasMessageContaining("15");
    }

    @Test
    void anAliasBombIsRefusedAtItsFirstAnchor() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d]\n".formatted(i, i, i - 1, i - 1));
        }
        assertThatThrownBy(() -> read(bomb.toString()))
                .isInstanceOf(RecipeException.class)
                .hasMessageContaining("line 1")
                .hasMessageContaining("anchors and aliases");
    }

    @Test
    void hostileOrBrokenTextIsAnError() throws IOException {
        assertThatThrownBy(() -> read("#".repeat(RecipeReader.MAX_BYTES + 1))).hasMessageContaining("larger than");
        assertThatThrownBy(() -> read("")).hasMessageContaining("empty");
        assertThatThrownBy(() -> read("a: [1, 2\nb: }")).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> read("[".repeat(30_000))).isInstanceOf(RecipeException.class);
        assertThatThrownBy(() -> read(MAE + "---\n" + MAE)).hasMessageContaining("one recipe is expected");
        assertThatThrownBy(() -> read("- " + "just a list")).hasMessageContaining("must be a section");
        Path binary = Files.write(folder.resolve("recipe.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
        assertThatThrownBy(() -> RecipeReader.read(binary, PretrainRecipe.class))
                .hasMessageContaining("not UTF-8");
        assertThatThrownBy(() -> RecipeReader.read(folder, PretrainRecipe.class))
                .hasMessageContaining("not a file");
        assertThatThrownBy(() -> RecipeReader.read("mae-vit-tny", PretrainRecipe.class))
                .hasMessageContaining("did you mean \"mae-vit-tiny\"");
    }

    @Test
    void theHashIsOfTheMeaningNotOfTheSpelling() {
        String sha256 = CanonicalForm.of(read(MAE)).sha256();
        String respelt =
                "# a comment\n" + MAE.replace("1e-3", "0.00100").replace("batch: 64\nsteps: 10", "steps: 10\nbatch: 64")
                        + "precision: fp32\n";
        assertThat(CanonicalForm.of(read(respelt)).sha256()).isEqualTo(sha256);
        assertThat(CanonicalForm.of(read(MAE.replace("steps: 10", "steps: 11"))).sha256())
                .isNotEqualTo(sha256);
    }

    /** RFC 8785, section 3.2.3: keys by UTF-16 code units; ES6 numbers. SHA-256 as of {@code sha256sum}. */
    @Test
    void canonicalFormFollowsRfc8785() {
        record Sample(double b, long a, @Nullable String absent, Map<String, Boolean> c, List<Double> numbers) {}
        CanonicalForm form = CanonicalForm.of(
                new Sample(4.50, 7, null, Map.of("y", true), List.of(333333333.33333329, 1e30, 2e-3, 1e-27)));
        assertThat(form.json())
                .isEqualTo("{\"a\":7,\"b\":4.5,\"c\":{\"y\":true},\"numbers\":[333333333.3333333,1e+30,0.002,1e-27]}");
        assertThat(form.sha256()).isEqualTo("902a755e6420e194431966cb3a60b7eae3343b0656f51227486b5c0d186be001");
    }

    /** Levenshtein's textbook example. */
    @Test
    void editDistance() {
        assertThat(NearestName.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(NearestName.of("wholly-different", List.of("batch", "seed"))).isEmpty();
    }

    private PretrainRecipe read(String text) {
        try {
            return RecipeReader.read(Files.writeString(folder.resolve("recipe.yaml"), text), PretrainRecipe.class);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
