package isocenter.deploy.cli;

import isocenter.audit.ledger.LedgerHead;
import isocenter.audit.ledger.Verification;
import isocenter.audit.report.FairnessReport;
import isocenter.deploy.representation.BackboneJson;
import isocenter.deploy.representation.DatasetJson;
import isocenter.deploy.representation.PredictorJson;
import isocenter.finetune.evaluation.PredictorVersion;
import isocenter.ingest.archive.IngestSummary;
import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.pretrain.registry.BackboneVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the demonstration ends with. */
record DemoResult(
        IngestSummary ingest,
        DatasetStatistics dataset,
        List<BackboneVersion> pretrained,
        List<PredictorVersion> finetuned,
        FairnessReport audit,
        Verification verification,
        double seconds) {

    boolean sound() {
        return verification instanceof Verification.Sound;
    }

    /** Kept in the archive after the ingest: new images, and those that an earlier run had kept. */
    private long ingested() {
        return ingest.accepted() + ingest.duplicates();
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ingested", ingested());
        json.put("quarantined", ingest.quarantined());
        json.put("ingest", ingest);
        json.put("datasets", List.of(DatasetJson.of(dataset)));
        json.put("pretrain", pretrained.stream().map(BackboneJson::of).toList());
        json.put("finetune", finetuned.stream().map(PredictorJson::of).toList());
        json.put("audit", AuditOutcome.json(audit));
        json.put("ledger", ledger());
        json.put("seconds", seconds);
        return json;
    }

    private Map<String, Object> ledger() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (verification instanceof Verification.Sound sound) {
            LedgerHead head = sound.head();
            json.putAll(LedgerHeadCommand.json(head));
            json.put("result", "SOUND");
            json.put("artefacts", sound.artefacts());
        } else {
            json.put("result", verification.toString());
        }
        return json;
    }

    void print(PrintWriter out) {
        out.printf("%n%d images ingested, %d quarantined%n", ingested(), ingest.quarantined());
        DatasetTable.print(dataset, out);
        out.println();
        pretrained.forEach(backbone -> Outcomes.print(backbone, out));
        out.println();
        finetuned.forEach(predictor -> Outcomes.print(predictor, out));
        out.println();
        AuditOutcome.print(audit, out);
        out.printf("ledger  %s%n", ledger());
        out.printf("done in %.0f s%n", seconds);
    }
}
