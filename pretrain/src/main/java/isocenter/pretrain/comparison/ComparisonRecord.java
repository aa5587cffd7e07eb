package isocenter.pretrain.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.ledger.Ledger;
import isocenter.audit.ledger.LedgerEntry;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.job.JobContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.LinkedHashMap;
import java.util.Map;

/** Ends a comparison: its result, the job's end and the ledger's event appear together. */
@ApplicationScoped
class ComparisonRecord {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Ledger ledger;

    ComparisonRecord(Ledger ledger) {
        this.ledger = ledger;
    }

    @Transactional(TxType.REQUIRES_NEW)
    void finish(JobContext context, DatasetVersion dataset, ComparisonRequest request, Map<String, Object> result) {
        context.fence();
        try {
            context.complete(MAPPER.writeValueAsString(result));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Finite numbers and text are always JSON", e);
        }
        Map<String, Object> detail = new LinkedHashMap<>(result);
        detail.put("datasetRoot", dataset.sha256());
        detail.put("backbones", request.backbones());
        ledger.append(LedgerEntry.of("backbone.compare", context.job().toString(), detail));
    }
}
