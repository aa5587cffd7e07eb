package isocenter.pretrain.portable;

import isocenter.audit.content.DurableFile;
import isocenter.pretrain.backbone.Backbone;
import isocenter.pretrain.portable.NetworkWriter.Value;
import isocenter.pretrain.recipe.BackboneSpec;
import isocenter.pretrain.tensor.StepScope;
import isocenter.pretrain.training.BackboneFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.pytorch.ExtraFilesMap;
import org.bytedeco.pytorch.JitModule;
import org.bytedeco.pytorch.Tensor;

/**
 * Writes a backbone as a TorchScript archive: grey images [N, 1, size, size] in [0, 1] to {@link Backbone#features}, with the
 * weights under timm's or torchvision's names and the metadata in the extra file {@value #METADATA}. Nothing of the
 * network depends on training or evaluation mode.
 */
public final class TorchScriptExport {
    /** Name of the JSON object among the archive's extra files. */
    public static final String METADATA = "metadata.json";

    private TorchScriptExport() {}

    /**
     * @param weights a backbone's file
     * @param out replaced when it exists
     * @return the metadata that were written, those of several values as JSON
     * @throws isocenter.pretrain.tensor.SafetensorsException when the backbone's file is damaged
     */
    public static Map<String, String> write(Path weights, Path out, Provenance provenance) {
        Backbone backbone = BackboneFile.read(weights);
        BackboneSpec spec = BackboneFile.spec(weights);
        ModelMetadata metadata = ModelMetadata.of(backbone, spec, provenance);
        try (StepScope scope = new StepScope()) {
            save(module(backbone, spec), out.toAbsolutePath(), metadata.json());
        }
        return metadata.texts();
    }

    private static JitModule module(Backbone backbone, BackboneSpec spec) {
        Map<String, Tensor> state = backbone.state();
        TorchScriptNetwork network = new TorchScriptNetwork(state.keySet());
        Value features = FeatureNetwork.write(backbone, network);
        Map<String, Tensor> used = new LinkedHashMap<>();
        network.used().forEach(name -> used.put(name, Objects.requireNonNull(state.get(name))));
        JitModule module = new ScriptModules(used).root();
        module.define(network.forward(spec.image(), ModelMetadata.feeding(spec), features));
        return module;
    }

    /** libtorch takes a path and calls the archive's folder by its name: always the same one, so that the bytes are, too. */
    private static void save(JitModule module, Path out, String metadata) {
        Path folder = Objects.requireNonNull(out.getParent(), "a file in a folder");
        try {
            Files.createDirectories(folder);
            Path beside = Files.createTempDirectory(folder, ".export");
            Path archive = beside.resolve("backbone.pt");
            try (BytePointer name = new BytePointer(METADATA);
                    ExtraFilesMap extra = new ExtraFilesMap()) {
                module.save(archive.toString(), extra.put(name, metadata));
                DurableFile.write(out, channel -> copy(archive, channel));
            } finally {
                Files.deleteIfExists(archive);
                Files.delete(beside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + out + ": is the disk full or read-only?", e);
        }
    }

    private static void copy(Path from, FileChannel to) throws IOException {
        try (FileChannel source = FileChannel.open(from)) {
            long copied = 0;
            while (copied < source.size()) {
                copied += source.transferTo(copied, source.size() - copied, to);
            }
        }
    }
}
