package isocenter.pretrain.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.ingest.archive.Archive;
import isocenter.ingest.archive.IngestListener;
import isocenter.ingest.dataset.DatasetDefinition;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.dicom.Tags;
import isocenter.pretrain.embedding.EmbeddingSet;
import isocenter.pretrain.map.EmbeddingMap.Coloured;
import isocenter.pretrain.map.EmbeddingMaps.Layout;
import isocenter.pretrain.registry.BackboneVersion;
import isocenter.pretrain.registry.TestFilm;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Features are made up here, after the films' devices; everything else comes from the catalogue. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class EmbeddingMapsTest {
    private static final int FIRST = 340;
    private static final int FILMS = 24;

    @Inject
    Archive archive;

    @Inject
    Datasets datasets;

    @Inject
    EmbeddingMaps maps;

    @TempDir
    Path incoming;

    @Test
    void aScannerThatShapesTheFeaturesIsReadAndTheOthersAreNot() throws IOException {
        DatasetVersion dataset = films();
        List<DatasetMember> members = datasets.members(dataset);
        BackboneVersion backbone = new BackboneVersion();
        backbone.id = "made-up";
        List<String> scanners = maps.map(
                        new EmbeddingSet(backbone, dataset, members, new float[FILMS][2]),
                        List.of("scanner"),
                        Layout.PCA,
                        FILMS,
                        1)
                .colourings()
                .get(0)
                .colouring()
                .values();
        assertThat(scanners).containsOnly("Acme One", "Acme Two", null);
        float[][] vectors = new float[FILMS][];
        for (int i = 0; i < FILMS; i++) {
            double angle = ("Acme Two".equals(scanners.get(i)) ? 2 : 0) + 0.01 * i;
            vectors[i] = new float[] {(float) Math.cos(angle), (float) Math.sin(angle), 0.1f};
        }
        EmbeddingSet set = new EmbeddingSet(backbone, dataset, members, vectors);

        EmbeddingMap map = maps.map(
                set,
                List.of("scanner", "view", "site", "sex", "age", "modality", "part", "label:mapped"),
                Layout.TSNE,
                100,
                1);

        assertThat(map.points()).hasDimensions(FILMS, 2);
        assertThat(map.subtitle()).startsWith("24 images of 24 patients, t-SNE");
        Map<String, Coloured> by = new HashMap<>();
        map.colourings().forEach(coloured -> by.put(coloured.name(), coloured));
        assertThat(readability(by, "scanner").images()).isEqualTo(20);
        assertThat(readability(by, "scanner").accuracy()).isEqualTo(1);
        assertThat(readability(by, "scanner").majority()).isEqualTo(0.5);
        assertThat(readability(by, "sex").accuracy()).isLessThan(0.75);
        assertThat(readability(by, "modality").measured()).isFalse();
        assertThat(readability(by, "view").classes()).isEqualTo(2);
        assertThat(by.get("age").colouring().values()).containsOnly("40-59", null);
        assertThat(by.get("part").colouring().values()).containsOnly("train", "validation");
        assertThat(by.get("label:mapped").colouring().values()).containsOnly("positive", "negative");
        assertThat(by.get("site").colouring().values())
                .filteredOn(site -> site != null)
                .allSatisfy(site -> assertThat(site).hasSize(6))
                .hasSize(12);
    }

    @Test
    void fewerImagesAreChosenByTheSeedAndUnknownColoursAreNamed() throws IOException {
        DatasetVersion dataset = films();
        float[][] vectors = new float[FILMS][];
        for (int i = 0; i < FILMS; i++) {
            vectors[i] = new float[] {i, 1, i * i};
        }
        BackboneVersion backbone = new BackboneVersion();
        backbone.id = "made-up";
        EmbeddingSet set = new EmbeddingSet(backbone, dataset, datasets.members(dataset), vectors);
        EmbeddingMap some = maps.map(set, List.of("sex"), Layout.PCA, 9, 1);
        assertThat(some.points()).hasDimensions(9, 2);
        assertThat(some.subtitle()).startsWith("9 of 24 images of 9 patients, principal components");
        assertThat(maps.map(set, List.of("sex"), Layout.PCA, 9, 1).points()).isDeepEqualTo(some.points());
        assertThatThrownBy(() -> maps.map(set, List.of("colour"), Layout.PCA, 9, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("age, modality, part, scanner, sex, site, view and label:TASK");
    }

    private static Readability readability(Map<String, Coloured> by, String name) {
        return by.get(name).readability();
    }

    private DatasetVersion films() throws IOException {
        List<Path> files = new ArrayList<>();
        Map<String, SplitPart> split = new HashMap<>();
        for (int i = 0; i < FILMS; i++) {
            int film = i;
            files.add(TestFilm.write(incoming, FIRST + i, set -> {
                if (film >= 4) {
                    set.putText(Tags.MANUFACTURER, "Acme");
                    set.putText(Tags.MANUFACTURER_MODEL_NAME, film % 2 == 0 ? "One" : "Two");
                }
                if (film % 2 == 0) {
                    set.putText(Tags.INSTITUTION_NAME, "North");
                    set.putText(Tags.PATIENT_AGE, "045Y");
                }
                set.putText(Tags.VIEW_POSITION, film % 3 == 0 ? "AP" : "PA");
                set.putText(Tags.PATIENT_SEX, film / 2 % 2 == 0 ? "F" : "M");
            }));
            split.put(TestFilm.uid(FIRST + i), i < 16 ? SplitPart.TRAIN : SplitPart.VALIDATION);
        }
        archive.ingest(files, IngestListener.NONE);
        return datasets.create(new DatasetDefinition("mapped", Map.of(), 7, 0.5, 0.5, 0, split));
    }
}
