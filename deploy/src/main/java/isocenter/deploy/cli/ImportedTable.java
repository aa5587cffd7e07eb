package isocenter.deploy.cli;

import com.fasterxml.jackson.databind.JsonNode;
import isocenter.deploy.representation.StoredJson;
import isocenter.pretrain.registry.BackboneOrigin;
import isocenter.pretrain.registry.BackboneVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** An imported backbone, and what became of the tensors it was imported from. */
final class ImportedTable {
    private ImportedTable() {}

    static Map<String, Object> json(BackboneVersion backbone, BackboneOrigin origin) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", backbone.id);
        json.put("objective", backbone.objective);
        json.put("backbone", backbone.architecture);
        json.put("patch", backbone.patch);
        json.put("image", backbone.image);
        json.put("source", origin.source);
        json.put("licence", origin.licence);
        json.put("sourceSha256", origin.sourceSha256);
        json.put("weightsSha256", backbone.weightsSha256);
        json.put("created", backbone.created.toString());
        json.put("report", report(origin));
        return json;
    }

    static void print(BackboneVersion backbone, BackboneOrigin origin, PrintWriter out) {
        JsonNode report = report(origin);
        Outcomes.print(backbone, out);
        out.printf("from %s (%s), SHA-256 %s%n", origin.source, origin.licence, origin.sourceSha256);
        out.printf(
                "%s%s: %d matched, %d folded, %d resized, %d ignored, 0 missing%n",
                report.path("family").asText(),
                report.path("prefix").asText().isEmpty()
                        ? ""
                        : " under " + report.path("prefix").asText(),
                report.path("matched").size(),
                report.path("folded").size(),
                report.path("resized").size(),
                report.path("ignored").size());
        for (String kind : new String[] {"folded", "resized", "ignored"}) {
            Map<String, Integer> reasons = new TreeMap<>();
            report.path(kind).forEach(change -> reasons.merge(change.path("how").asText(), 1, Integer::sum));
            reasons.forEach((reason, count) -> out.printf("  %s: %d, %s%n", kind, count, reason));
        }
        report.path("remarks").forEach(remark -> out.printf("  note: %s%n", remark.asText()));
    }

    private static JsonNode report(BackboneOrigin origin) {
        return StoredJson.parse(origin.report);
    }
}
