package isocenter.annotate.labelset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.recipe.RecipeException;
import isocenter.pretrain.recipe.RecipeReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSetTest {
    private static final String CHEST = """
            name: chest
            title: Chest radiograph
            remarks: true
            findings:
              - id: pneumonia
                title: Pneumonia
                key: "1"
                codes: [{scheme: RADLEX, value: RID5350, meaning: pneumonia}, {scheme: SCT, value: "233604007", meaning: Pneumonia}]
                required: true
                excludes: [normal]
                marks: [box, polygon, mask]
              - {id: normal, title: No finding, normal: true}
            """;

    @TempDir
    Path folder;

    private LabelSet read(String yaml) throws IOException {
        return RecipeReader.read(Files.writeString(folder.resolve("chest.yaml"), yaml), LabelSet.class);
    }

    @Test
    void readsWhatMayBeLabelled() throws IOException {
        LabelSet set = read(CHEST);
        Finding pneumonia = set.finding("pneumonia").orElseThrow();
        assertThat(pneumonia.codes()).extracting(Code::value).containsExactly("RID5350", "233604007");
        assertThat(pneumonia.level()).isEqualTo(Level.STUDY);
        assertThat(pneumonia.marks()).containsExactly(Shape.BOX, Shape.POLYGON, Shape.MASK);
        assertThat(set.finding("normal").orElseThrow().marks()).isEmpty();
        assertThat(set.finding("effusion")).isEmpty();
    }

    @Test
    void exclusionHoldsBothWays() throws IOException {
        LabelSet set = read(CHEST);
        Finding pneumonia = set.finding("pneumonia").orElseThrow();
        Finding normal = set.finding("normal").orElseThrow();
        assertThat(set.exclusive(pneumonia, normal)).isTrue();
        assertThat(set.exclusive(normal, pneumonia)).isTrue();
        assertThat(set.exclusive(normal, normal)).isFalse();
    }

    @Test
    void comesBackFromItsCanonicalForm() throws IOException {
        LabelSet set = read(CHEST);
        assertThat(RecipeReader.parse(CanonicalForm.of(set).json(), LabelSet.class))
                .isEqualTo(set);
    }

    @Test
    void refusesWhatContradictsItself() {
        refused(CHEST.replace("[normal]", "[effusion]"), "must be one of pneumonia, normal");
        refused(CHEST.replace("[normal]", "[pneumonia]"), "must not name the finding itself");
        refused(CHEST.replace("id: normal", "id: pneumonia"), "the id pneumonia twice");
        refused(CHEST.replace("normal: true", "key: \"1\""), "the key 1 twice");
        refused(CHEST.replace("RID5350", "X5350"), "no code of RADLEX");
        refused(CHEST.replace("key: \"1\"", "key: \"0\""), "one of the digits 1 to 9");
        refused(CHEST.replace("[box, polygon, mask]", "[box, circle]"), "must be one of box, polygon, mask, length");
        refused(CHEST.replace("required: true", "requierd: true"), "did you mean");
        refused(
                CHEST.replace("normal: true", "normal: true, level: image"),
                "must be study for the finding that is normal");
    }

    private void refused(String yaml, String why) {
        assertThatThrownBy(() -> read(yaml)).isInstanceOf(RecipeException.class).hasMessageContaining(why);
    }
}
