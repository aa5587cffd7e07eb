package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.ingest.dataset.DatasetVersion;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dataset for people and for machines. */
final class DatasetTable {
    private DatasetTable() {}

    static Map<String, Object> identity(DatasetVersion version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", version.id());
        json.put("name", version.name());
        json.put("version", version.version());
        json.put("sha256", version.sha256());
        json.put("images", version.images());
        json.put("patients", version.patients());
        json.put("excluded", version.excluded());
        json.put("erased", version.erased());
        json.put("created", version.created().toString());
        return json;
    }

    static Map<String, Object> json(DatasetStatistics statistics) {
        Map<String, Object> json = identity(statistics.dataset());
        json.put("parts", statistics.parts());
        return json;
    }

    /** Nothing for a version that is whole. */
    static String erased(DatasetVersion version) {
        return version.erased() == 0
                ? ""
                : "  erased     %6d images: create it again to use it%n".formatted(version.erased());
    }

    static void print(DatasetStatistics statistics, PrintWriter out) {
        DatasetVersion version = statistics.dataset();
        out.printf("dataset %s, root %s%n", version.id(), version.sha256());
        out.print(erased(version));
        statistics.parts().forEach((part, who) -> {
            if (who.images() == 0) {
                return;
            }
            out.printf("  %-10s %6d images  %6d patients%n", part, who.images(), who.patients());
            out.printf("             sex %s  age %s%n", who.sex(), who.ageBand());
            out.printf(
                    "             modality %s  sites %d%n",
                    who.modality(), who.site().size());
        });
        version.excluded().forEach((reason, images) -> out.printf("  left out   %6d images: %s%n", images, reason));
    }
}
