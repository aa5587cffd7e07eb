package isocenter.deploy.cli;

import isocenter.ingest.erasure.ErasureSummary;
import isocenter.ingest.erasure.Holdings;
import isocenter.ingest.erasure.Residue;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is held of a patient and what an erasure did, for people and for machines. */
final class PatientTable {
    private PatientTable() {}

    static Map<String, Object> json(Holdings holdings) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("held", holdings.places());
        json.put("learned", holdings.learned());
        json.put("obstacles", holdings.obstacles());
        return json;
    }

    static void print(Holdings holdings, PrintWriter out) {
        if (holdings.isEmpty()) {
            out.println("nothing is held of this patient");
            return;
        }
        counts("held", holdings.places(), out);
        learned(holdings.learned(), out);
        holdings.obstacles().forEach(out::println);
    }

    static Map<String, Object> json(ErasureSummary summary) {
        Residue residue = summary.residue();
        Map<String, Object> search = new LinkedHashMap<>();
        search.put("names", residue.names());
        search.put("tables", residue.tables());
        search.put("files", residue.files());
        search.put("bytes", residue.bytes());
        search.put("left", residue.left());
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("erasure", summary.id().toString());
        json.put("removed", summary.places());
        json.put("learned", summary.learned());
        json.put("residue", search);
        return json;
    }

    static void print(ErasureSummary summary, PrintWriter out) {
        counts("removed", summary.places(), out);
        learned(summary.learned(), out);
        Residue residue = summary.residue();
        out.printf(
                "erasure %s: searched %d tables and %d files (%d bytes) for %d names, found in %d%n",
                summary.id(),
                residue.tables(),
                residue.files(),
                residue.bytes(),
                residue.names(),
                residue.left().size());
        residue.left().forEach(place -> out.println("  left: " + place));
        if (!residue.left().isEmpty()) {
            out.println("Remove what is left by hand: these are no places that Isocenter keeps patients in.");
        }
    }

    private static void counts(String verb, Map<String, Long> places, PrintWriter out) {
        places.forEach((place, count) -> out.printf("%s %6d  %s%n", verb, count, place));
    }

    private static void learned(List<String> models, PrintWriter out) {
        models.forEach(model -> out.println("may have learned from the patient: " + model));
    }
}
