package isocenter.pretrain.embedding;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.embedding.ArrowColumn.Text;
import isocenter.pretrain.embedding.ArrowColumn.Vectors;
import isocenter.pretrain.embedding.ArrowColumn.Whole;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes features out for others. */
@ApplicationScoped
public class EmbeddingExports {
    private final EmbeddingStore store;

    EmbeddingExports(EmbeddingStore store) {
        this.store = store;
    }

    /**
     * Writes an Arrow file, a row for each image: {@code instance} and {@code patient} (pseudonyms), {@code frame}, {@code
     * part}, {@code modality}, {@code sex}, {@code age}, {@code site}, {@code vector} (a list of float32, as the backbone gives
     * it); and the ledger's event of it. What is unknown is null.
     *
     * @param file replaced when it exists
     * @return its SHA-256
     */
    public String export(EmbeddingSet set, Path file) {
        List<DatasetMember> rows = set.members();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("backbone", set.backbone().id);
        facts.put("backbone_sha256", set.backbone().weightsSha256);
        facts.put("dataset", set.dataset().id());
        facts.put("dataset_root", set.dataset().sha256());
        ArrowFile.write(
                file,
                rows.size(),
                List.of(
                        new Text("instance", row -> rows.get(row).instance()),
                        new Whole("frame", row -> rows.get(row).frame()),
                        new Text("patient", row -> rows.get(row).patient()),
                        new Text("part", row -> rows.get(row).part().name().toLowerCase(Locale.ROOT)),
                        new Text("modality", row -> rows.get(row).modality()),
                        new Text("sex", row -> rows.get(row).sex()),
                        new Whole("age", row -> rows.get(row).age()),
                        new Text("site", row -> rows.get(row).site()),
                        new Vectors("vector", set.vectors())),
                facts);
        String sha256 = Sha256.hex(file);
        store.exported(set, sha256);
        return sha256;
    }
}
