package isocenter.pretrain.registry;

import isocenter.audit.content.Sha256;
import isocenter.pretrain.weights.WeightsExport;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes registered backbones for timm. */
@ApplicationScoped
public class BackboneExports {
    private final ImportStore store;
    private final Backbones backbones;

    BackboneExports(ImportStore store, Backbones backbones) {
        this.store = store;
        this.backbones = backbones;
    }

    /**
     * Writes a backbone's weights, after their hash was checked, and the ledger's event of it.
     *
     * @param out a safetensors file, replaced when it exists
     * @return the file's metadata, and its hash under {@code sha256}
     * @throws BackboneException when there is no such backbone, or it encodes volumes, or its weights are missing or changed
     */
    public Map<String, String> export(String id, Path out) {
        BackboneVersion backbone = backbones.requireOfImages(id);
        Path weights = backbones.weights(backbone);
        Map<String, String> written = new LinkedHashMap<>(WeightsExport.write(
                weights, out, Map.of("backbone", backbone.id, "backbone_sha256", backbone.weightsSha256)));
        String sha256 = Sha256.hex(out);
        store.exported(backbone, sha256);
        written.put("sha256", sha256);
        return written;
    }
}
