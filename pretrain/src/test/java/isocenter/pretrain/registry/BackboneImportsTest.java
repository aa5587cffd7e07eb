package isocenter.pretrain.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import isocenter.audit.testing.PostgresTestResource;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.portable.Provenance;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.Libtorch;
import isocenter.pretrain.tensor.NamedTensors;
import isocenter.pretrain.tensor.Safetensors;
import isocenter.pretrain.training.BackboneFile;
import isocenter.pretrain.weights.InputNormalisation;
import isocenter.pretrain.weights.WeightsException;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class BackboneImportsTest {
    private static final BackboneSpec TINY = new BackboneSpec("vit-tiny", 16, 32);
    private static final InputNormalisation OURS = new InputNormalisation(List.of(0.5), List.of(0.25));

    @Inject
    BackboneImports imports;

    @Inject
    BackboneExports exports;

    @Inject
    Backbones backbones;

    @Inject
    BackboneDeletion deletion;

    @Inject
    Ledger ledger;

    @Inject
    IsocenterHome home;

    @Inject
    DataSource database;

    @TempDir
    Path folder;

    @Test
    void aFileBecomesOneBackboneWithItsEvent() throws IOException, SQLException {
        Path file = published(21, "tiny");
        BackboneVersion made = imports.importFrom(request(file, "published-tiny", 32));

        assertThat(made.id).matches("imported-published-tiny-[0-9a-f]{6}");
        BackboneVersion stored = backbones.require(made.id);
        assertThat(stored.spec()).isEqualTo(TINY);
        assertThat(stored.imported()).isTrue();
        assertThat(stored.steps).isZero();
        assertThat(stored.firstLoss).isNull();
        assertThat(backbones.curve(made.id)).isEmpty();
        BackboneOrigin origin = backbones.origin(made.id).orElseThrow();
        assertThat(origin.source).isEqualTo("a test");
        assertThat(origin.licence).isEqualTo("CC0-1.0");
        assertThat(origin.sourceSha256).isEqualTo(Sha256.hex(file));
        JsonNode report = new ObjectMapper().readTree(origin.report);
        assertThat(report.path("matched").size() + report.path("folded").size()).isEqualTo(150);
        assertThat(events("backbone.import", made.id))
                .singleElement()
                .satisfies(body -> assertThat(body)
                        .contains(made.weightsSha256, origin.sourceSha256, "a test", "CC0-1.0", "\"missing\":0"));
        assertThat(ledger.verify()).isInstanceOf(Sound.class);

        Map<String, Tensor> state = BackboneFile.read(backbones.weights(stored)).state();
        Tensor source = torch.empty(192);
        Safetensors.readInto(file, Map.of("norm.weight", source));
        assertThat(torch.equal(state.get("norm.weight"), source)).isTrue();

        BackboneVersion again = imports.importFrom(request(file, "another-name", 32));
        assertThat(again.id).isEqualTo(made.id);
        assertThat(events("backbone.import", made.id)).hasSize(1);
        BackboneVersion larger = imports.importFrom(request(file, "published-tiny", 64));
        assertThat(larger.id).isNotEqualTo(made.id);
        assertThat(larger.image).isEqualTo(64);
    }

    @Test
    void changedWeightsAreNoticedAndCanBeMadeAnew() throws IOException {
        Path file = published(22, "changed");
        BackboneVersion made = imports.importFrom(request(file, null, 32));
        assertThat(made.id).startsWith("imported-vit-tiny-");
        Path weights = backbones.weights(made);
        byte[] bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);

        assertThatThrownBy(() -> backbones.weights(made))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("not those that were registered")
                .hasMessageContaining("import the same source file again");
        assertThatThrownBy(() -> exports.export(made.id, ExportFormat.SAFETENSORS, folder.resolve("out.safetensors")))
                .isInstanceOf(BackboneException.class);
        assertThat(ledger.verify()).isInstanceOf(Tampered.class);

        assertThat(imports.importFrom(request(file, null, 32)).id).isEqualTo(made.id);
        assertThat(Sha256.hex(backbones.weights(made))).isEqualTo(made.weightsSha256);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void aDeletedImportCanBeImportedAgainUnderAnotherId() throws IOException {
        Path file = published(24, "deleted");
        BackboneVersion made = imports.importFrom(request(file, null, 32));
        deletion.delete(made.id, "me", "a trial of deleting", false);
        BackboneVersion again = imports.importFrom(request(file, null, 32));
        assertThat(again.id).startsWith(made.id).isNotEqualTo(made.id);
        assertThat(backbones.weights(again)).exists();
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
    }

    @Test
    void anExportIsRecordedAndComesBackAsItWas() throws IOException, SQLException {
        BackboneVersion made = imports.importFrom(request(published(23, "export"), null, 32));
        Path out = folder.resolve("out.safetensors");
        Map<String, String> written = exports.export(made.id, ExportFormat.SAFETENSORS, out);

        assertThat(written).containsEntry("backbone", made.id).containsEntry("sha256", Sha256.hex(out));
        assertThat(events("backbone.export", made.id))
                .singleElement()
                .satisfies(body -> assertThat(body).contains(Sha256.hex(out), made.weightsSha256));
        BackboneVersion back = imports.importFrom(new ImportRequest(out, "back", 32, OURS, "ourselves", "none"));
        Map<String, Tensor> first = BackboneFile.read(backbones.weights(made)).state();
        Map<String, Tensor> second = BackboneFile.read(backbones.weights(back)).state();
        first.forEach((name, tensor) ->
                assertThat(torch.equal(tensor, second.get(name))).as(name).isTrue());
    }

    @Test
    void networksAreWrittenForOthersWithTheirEvents() throws IOException, SQLException {
        BackboneVersion made = imports.importFrom(request(published(24, "network"), null, 32));
        for (ExportFormat format : List.of(ExportFormat.TORCHSCRIPT, ExportFormat.ONNX)) {
            Path out = folder.resolve("network." + format);
            Files.writeString(out, "what was there before");
            Map<String, String> written = exports.export(made.id, format, out);
            assertThat(written)
                    .containsEntry("backbone", made.id)
                    .containsEntry("backbone_sha256", made.weightsSha256)
                    .containsEntry("recipe_sha256", made.recipeSha256)
                    .containsEntry("objective", "imported")
                    .containsEntry("sha256", Sha256.hex(out))
                    .doesNotContainKey("dataset");
            assertThat(events("backbone.export", made.id))
                    .anySatisfy(body ->
                            assertThat(body).contains(Sha256.hex(out), made.weightsSha256, "\"" + format + "\""));
        }
        Path unknown = folder.resolve("unknown");
        assertThatThrownBy(() -> exports.export("mae-vit-tiny-000000", ExportFormat.ONNX, unknown))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining("There is no backbone mae-vit-tiny-000000");
        assertThat(unknown).doesNotExist();
    }

    @Test
    void aPretrainedBackboneNamesItsDataset() {
        BackboneVersion pretrained = new BackboneVersion();
        pretrained.id = "mae-vit-tiny-012345";
        pretrained.weightsSha256 = "aa";
        pretrained.objective = "mae";
        pretrained.recipeSha256 = "bb";
        pretrained.datasetId = "chest@2";
        pretrained.datasetSha256 = "cc";
        assertThat(BackboneExports.provenance(pretrained))
                .isEqualTo(new Provenance("mae-vit-tiny-012345", "aa", "mae", "bb", "chest@2", "cc"));
    }

    @Test
    void aRefusedFileLeavesNothing() throws IOException, SQLException {
        Path file = Files.write(folder.resolve("weights.pth"), new byte[] {'P', 'K', 3, 4});
        long before = backbones.all().size();
        assertThatThrownBy(() -> imports.importFrom(request(file, null, 32))).isInstanceOf(WeightsException.class);
        assertThat(backbones.all()).hasSize((int) before);
        for (String name : List.of("Tiny", "a_b", "", "../x", "a".repeat(33))) {
            assertThatThrownBy(() -> request(file, name, 32)).hasMessageContaining("name");
        }
        assertThatThrownBy(() -> new ImportRequest(file, null, 32, OURS, " ", "MIT"))
                .hasMessageContaining("source");
        assertThatThrownBy(() -> request(file, null, 20)).hasMessageContaining("32 to 512");
    }

    private ImportRequest request(Path file, String name, int image) {
        return new ImportRequest(file, name, image, OURS, "a test", "CC0-1.0");
    }

    private Path published(int seed, String name) {
        Libtorch.start();
        torch.manual_seed(seed);
        Backbone backbone = Backbone.create(TINY);
        Path file = folder.resolve(name + ".safetensors");
        Map<String, Tensor> state = NamedTensors.state(backbone.module());
        state.put("norm.weight", torch.rand(192));
        Safetensors.write(file, state, Map.of());
        return file;
    }

    private List<String> events(String action, String subject) throws SQLException {
        List<String> bodies = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("select body from ledger_event where action = ? and subject = ?")) {
            statement.setString(1, action);
            statement.setString(2, subject);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    bodies.add(found.getString(1));
                }
            }
        }
        return bodies;
    }
}
