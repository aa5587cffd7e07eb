package isocenter.deploy.cli;

import isocenter.ingest.dataset.DatasetMember;
import isocenter.pretrain.embedding.CosineNeighbours.Neighbour;
import isocenter.pretrain.embedding.NearestImages;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Nearest images, for people and machines. */
final class NeighbourTable {
    private static final int SHORT = 6;

    private NeighbourTable() {}

    static List<Map<String, Object>> json(NearestImages nearest) {
        List<Map<String, Object>> rows = new ArrayList<>();
        nearest.found().forEach((query, neighbours) -> {
            Map<String, Object> row = image(nearest, query);
            row.put(
                    "neighbours",
                    neighbours.stream()
                            .map(neighbour -> {
                                Map<String, Object> json = image(nearest, neighbour.index());
                                json.put("cosine", neighbour.cosine());
                                return json;
                            })
                            .toList());
            rows.add(row);
        });
        return rows;
    }

    static void print(NearestImages nearest, PrintWriter out) {
        int[] row = {0};
        nearest.found().forEach((query, neighbours) -> {
            out.printf("%3d  %s%n", ++row[0], line(nearest, query));
            for (Neighbour neighbour : neighbours) {
                out.printf(Locale.ROOT, "     %.3f  %s%n", neighbour.cosine(), line(nearest, neighbour.index()));
            }
        });
    }

    private static String line(NearestImages nearest, int index) {
        DatasetMember member = nearest.set().members().get(index);
        return String.format(
                "%-10s  %-4s  sex %-2s age %-3s site %-7s %s",
                part(member),
                member.modality(),
                known(member.sex()),
                known(member.age()),
                site(member),
                member.instance() + (member.frame() > 0 ? " frame " + member.frame() : ""));
    }

    private static Map<String, Object> image(NearestImages nearest, int index) {
        DatasetMember member = nearest.set().members().get(index);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("instance", member.instance());
        json.put("frame", member.frame());
        json.put("patient", member.patient());
        json.put("part", part(member));
        json.put("modality", member.modality());
        json.put("sex", member.sex());
        json.put("age", member.age());
        json.put("site", member.site());
        return json;
    }

    private static String part(DatasetMember member) {
        return member.part().name().toLowerCase(Locale.ROOT);
    }

    private static String site(DatasetMember member) {
        String site = member.site();
        return site == null ? "-" : site.substring(0, Math.min(SHORT, site.length()));
    }

    private static String known(@Nullable Object value) {
        return value == null ? "-" : value.toString();
    }
}
