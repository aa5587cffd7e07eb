package isocenter.pretrain.registry;

import isocenter.audit.ledger.Artefact;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.pretrain.recipe.CanonicalForm;
import isocenter.pretrain.weights.ImportedWeights;
import isocenter.pretrain.weights.InputNormalisation;
import isocenter.pretrain.weights.WeightsReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes imported backbones, each with its origin and its ledger event in one transaction. */
@ApplicationScoped
class ImportStore {
    private final BackboneVersions backbones;
    private final Ledger ledger;

    ImportStore(BackboneVersions backbones, Ledger ledger) {
        this.backbones = backbones;
        this.ledger = ledger;
    }

    /** The backbone that was made of these inputs. */
    @Transactional
    Optional<BackboneVersion> imported(String inputsSha256) {
        return backbones.imported(inputsSha256);
    }

    /** An id that is readable and free: six digits of the inputs' hash, more when those are taken. */
    @Transactional
    String freeId(@Nullable String name, ImportedWeights weights, CanonicalForm inputs) {
        String called = name == null ? weights.spec().architecture().replace("resnet-", "resnet") : name;
        for (int digits = 6; digits <= 20; digits += 2) {
            String id = ImportedWeights.OBJECTIVE + "-" + called + "-"
                    + inputs.sha256().substring(0, digits);
            if (backbones.find(id).isEmpty()) {
                return id;
            }
        }
        throw new BackboneException("There are too many backbones called " + called + ": choose another name");
    }

    @Transactional(TxType.REQUIRES_NEW)
    void register(
            BackboneVersion backbone, BackboneOrigin origin, InputNormalisation normalisation, WeightsReport report) {
        backbones.insert(backbone);
        backbones.insert(origin);
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("source", origin.source);
        detail.put("licence", origin.licence);
        detail.put("sourceSha256", origin.sourceSha256);
        detail.put("architecture", backbone.architecture);
        detail.put("patch", backbone.patch);
        detail.put("image", backbone.image);
        detail.put("mean", normalisation.mean());
        detail.put("deviation", normalisation.deviation());
        detail.put("matched", report.matched().size());
        detail.put("folded", report.folded().size());
        detail.put("resized", report.resized().size());
        detail.put("ignored", report.ignored().size());
        detail.put("missing", 0);
        ledger.append(new LedgerEntry(
                "backbone.import",
                backbone.id,
                detail,
                List.of(new Artefact(backbone.weightsPath, backbone.weightsSha256))));
    }

    /** Records that a backbone's weights were written out for others. */
    @Transactional(TxType.REQUIRES_NEW)
    void exported(BackboneVersion backbone, ExportFormat format, String sha256) {
        ledger.append(LedgerEntry.of(
                "backbone.export",
                backbone.id,
                Map.of("format", format.toString(), "weightsSha256", backbone.weightsSha256, "exportSha256", sha256)));
    }
}
