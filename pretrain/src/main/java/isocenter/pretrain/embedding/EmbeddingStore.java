package isocenter.pretrain.embedding;

import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dataset.DatasetMember;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.SplitPart;
import isocenter.ingest.job.JobContext;
import isocenter.pretrain.registry.BackboneVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Writes an extraction piece by piece; it counts once it is finished, which is also when the ledger hears of it. Every
 * transaction first fences the job.
 */
@ApplicationScoped
class EmbeddingStore {
    private final Extractions extractions;
    private final VectorRows vectors;
    private final Ledger ledger;

    EmbeddingStore(Extractions extractions, VectorRows vectors, Ledger ledger) {
        this.extractions = extractions;
        this.vectors = vectors;
        this.ledger = ledger;
    }

    @Transactional
    Optional<Extraction> finished(String backbone, String dataset, SplitPart part) {
        return extractions.finished(backbone, dataset, part);
    }

    /** Begins; what an attempt that died has left goes. */
    @Transactional(TxType.REQUIRES_NEW)
    UUID begin(
            JobContext context,
            BackboneVersion backbone,
            DatasetVersion dataset,
            SplitPart part,
            int images,
            int width) {
        context.fence();
        extractions.deleteUnfinished(backbone.id, dataset.id(), part);
        Extraction extraction = new Extraction();
        extraction.id = UUID.randomUUID();
        extraction.backbone = backbone.id;
        extraction.weightsSha256 = backbone.weightsSha256;
        extraction.datasetId = dataset.id();
        extraction.datasetSha256 = dataset.sha256();
        extraction.part = part;
        extraction.images = images;
        extraction.width = width;
        extraction.created = Instant.now().truncatedTo(ChronoUnit.MICROS);
        extractions.insert(extraction);
        return extraction.id;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void add(JobContext context, UUID extraction, List<DatasetMember> members, List<byte[]> found) {
        context.fence();
        vectors.insert(extraction, members, found);
    }

    /** @param sha256 of all vectors' bytes */
    @Transactional(TxType.REQUIRES_NEW)
    void finish(JobContext context, UUID id, String sha256, double seconds) {
        context.fence();
        extractions.finish(id, sha256, seconds);
        Extraction extraction = extractions.find(id).orElseThrow();
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("backbone", extraction.backbone);
        detail.put("weightsSha256", extraction.weightsSha256);
        detail.put("dataset", extraction.datasetId);
        detail.put("datasetRoot", extraction.datasetSha256);
        detail.put("part", extraction.part.name());
        detail.put("images", extraction.images);
        detail.put("width", extraction.width);
        detail.put("vectorsSha256", sha256);
        detail.put("seconds", seconds);
        ledger.append(LedgerEntry.of("backbone.embed", id.toString(), detail));
    }

    /** Removes what a cancelled attempt has written. */
    @Transactional(TxType.REQUIRES_NEW)
    void discard(UUID extraction) {
        extractions.delete(extraction);
    }

    @Transactional(TxType.REQUIRES_NEW)
    void complete(JobContext context, String result) {
        context.fence();
        context.complete(result);
    }

    /** Records that features were written out for others. */
    @Transactional(TxType.REQUIRES_NEW)
    void exported(EmbeddingSet set, String sha256) {
        ledger.append(LedgerEntry.of(
                "backbone.embed.export",
                set.backbone().id,
                Map.of(
                        "dataset", set.dataset().id(),
                        "datasetRoot", set.dataset().sha256(),
                        "images", set.members().size(),
                        "exportSha256", sha256)));
    }
}
