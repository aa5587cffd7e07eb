package isocenter.pretrain.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.weights.ImportedWeights;
import isocenter.pretrain.weights.WeightsImport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Registers published weights as a backbone. */
@ApplicationScoped
public class BackboneImports {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final ImportStore store;
    private final Backbones backbones;
    private final IsocenterHome home;

    BackboneImports(ImportStore store, Backbones backbones, IsocenterHome home) {
        this.store = store;
        this.backbones = backbones;
        this.home = home;
    }

    /** What decides an imported backbone's weights: its recipe, as it were. */
    record Inputs(String sourceSha256, int image, List<Double> mean, List<Double> deviation) {}

    /**
     * Converts and registers a file, with its event in the ledger. The same file for the same image size and normalisation
     * is the same backbone: asked again, the first registration stands, its weights are made anew when they are missing or
     * changed, and a new name, source or licence is not taken.
     *
     * @throws isocenter.pretrain.weights.WeightsException when the file is no encoder that is known here
     * @throws isocenter.pretrain.tensor.SafetensorsException when the file is damaged
     * @throws BackboneException when the weights of an earlier import cannot be made again as they were
     */
    public BackboneVersion importFrom(ImportRequest request) {
        String sourceSha256 = Sha256.hex(request.file());
        CanonicalForm inputs = CanonicalForm.of(new Inputs(
                sourceSha256,
                request.image(),
                request.normalisation().mean(),
                request.normalisation().deviation()));
        Optional<BackboneVersion> earlier = store.imported(inputs.sha256());
        if (earlier.isPresent() && intact(earlier.get())) {
            return earlier.get();
        }
        ImportedWeights weights = WeightsImport.read(request.file(), request.normalisation(), request.image());
        if (!Sha256.hex(request.file()).equals(sourceSha256)) {
            throw new BackboneException("The file changed while it was read: nothing was imported");
        }
        if (earlier.isPresent()) {
            return restored(earlier.get(), weights);
        }
        BackboneVersion backbone = version(weights.spec(), inputs, store.freeId(request.name(), weights, inputs));
        Path file = weights.write(home.path().resolve("models").resolve(backbone.id));
        Artefact stored = Artefact.of(home.path(), file);
        backbone.weightsPath = stored.path();
        backbone.weightsSha256 = stored.sha256();
        BackboneOrigin origin = new BackboneOrigin();
        origin.backbone = backbone.id;
        origin.source = request.source();
        origin.licence = request.licence();
        origin.sourceSha256 = sourceSha256;
        origin.report = json(weights);
        store.register(backbone, origin, request.normalisation(), weights.report());
        return backbone;
    }

    private boolean intact(BackboneVersion backbone) {
        Path file = home.path().resolve(backbone.weightsPath);
        return Files.isRegularFile(file) && Sha256.hex(file).equals(backbone.weightsSha256);
    }

    private BackboneVersion restored(BackboneVersion backbone, ImportedWeights weights) {
        weights.write(home.path().resolve("models").resolve(backbone.id));
        backbones.weights(backbone);
        return backbone;
    }

    private static BackboneVersion version(BackboneSpec spec, CanonicalForm inputs, String id) {
        BackboneVersion backbone = new BackboneVersion();
        backbone.id = id;
        backbone.objective = ImportedWeights.OBJECTIVE;
        backbone.architecture = spec.architecture();
        backbone.patch = spec.patch();
        backbone.image = spec.image();
        backbone.recipe = inputs.json();
        backbone.recipeSha256 = inputs.sha256();
        backbone.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
        return backbone;
    }

    private static String json(ImportedWeights weights) {
        try {
            return MAPPER.writeValueAsString(weights.report());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Lists of text are always JSON", e);
        }
    }
}
