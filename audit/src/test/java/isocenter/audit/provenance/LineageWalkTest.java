package isocenter.audit.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.audit.provenance.LineageGraph.Link;
import isocenter.audit.provenance.LineageGraph.Node;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Walks over graphs whose answers can be counted by hand. */
class LineageWalkTest {
    private final Map<Thing, Made> all = new LinkedHashMap<>();

    private static Thing thing(String name) {
        return new Thing("thing", name);
    }

    private void made(String name, String... origins) {
        all.put(
                thing(name),
                new Made(
                        thing(name),
                        Instant.EPOCH,
                        Map.of("name", name),
                        List.of(origins).stream()
                                .map(origin -> new Origin(Relation.WAS_DERIVED_FROM, thing(origin)))
                                .toList()));
    }

    private LineageGraph walk(String focus, int up, int down, int most) {
        LineageWalk walk = new LineageWalk(all.get(thing(focus)), most);
        walk.up(up, all);
        Map<Thing, List<Made>> madeFrom = new HashMap<>();
        all.values()
                .forEach(made -> made.origins()
                        .forEach(origin -> madeFrom.computeIfAbsent(origin.of(), of -> new ArrayList<>())
                                .add(made)));
        walk.down(down, madeFrom);
        return walk.graph();
    }

    private static List<String> names(LineageGraph graph) {
        return graph.nodes().stream().map(Node::id).toList();
    }

    @Test
    void bothDirectionsAreWalkedAsFarAsAsked() {
        made("a");
        made("b", "a");
        made("c", "b");
        made("d", "c");
        made("e", "d");

        assertThat(names(walk("c", 1, 1, 99))).containsExactly("c", "b", "d");
        assertThat(names(walk("c", 0, 2, 99))).containsExactly("c", "d", "e");
        assertThat(names(walk("c", 9, 0, 99))).containsExactly("c", "b", "a");
        assertThat(walk("c", 9, 9, 99).truncated()).isFalse();
    }

    @Test
    void aDiamondIsMetOnceAndKeepsAllItsLinks() {
        made("root");
        made("left", "root");
        made("right", "root");
        made("end", "left", "right", "root");

        LineageGraph graph = walk("end", 9, 0, 99);

        assertThat(names(graph)).containsExactly("end", "left", "right", "root");
        assertThat(graph.links())
                .extracting(link -> link.from().id() + " " + link.to().id())
                .containsExactlyInAnyOrder("end left", "end right", "end root", "left root", "right root");
    }

    @Test
    void whatIsKnownByNameAloneStaysANode() {
        made("model", "erased");

        LineageGraph graph = walk("model", 2, 2, 99);

        assertThat(graph.nodes()).extracting(Node::at).containsExactly("1970-01-01T00:00:00Z", null);
        assertThat(graph.links()).containsExactly(new Link(thing("model"), Relation.WAS_DERIVED_FROM, thing("erased")));
    }

    @Test
    void aCircleEnds() {
        made("hen", "egg");
        made("egg", "hen");

        assertThat(names(walk("hen", 9, 9, 99))).containsExactly("hen", "egg");
    }

    @Test
    void tooManyAreCutAndSaidToBe() {
        made("root");
        IntStream.range(0, 10).forEach(i -> made("leaf" + i, "root"));

        LineageGraph cut = walk("root", 1, 1, 6);

        assertThat(cut.nodes()).hasSize(6);
        assertThat(cut.links()).hasSize(5);
        assertThat(cut.truncated()).isTrue();
        assertThat(walk("root", 1, 1, 11).truncated()).isFalse();
    }
}
