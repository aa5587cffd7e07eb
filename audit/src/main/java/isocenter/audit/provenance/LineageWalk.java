package isocenter.audit.provenance;

import isocenter.audit.provenance.LineageGraph.Link;
import isocenter.audit.provenance.LineageGraph.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One walk, breadth first; a thing that is reached by two ways is met once. */
final class LineageWalk {
    private final Made focus;
    private final int most;

    /** Null for what is known by its name alone. */
    private final Map<Thing, @Nullable Made> met = new LinkedHashMap<>();

    private boolean truncated;

    LineageWalk(Made focus, int most) {
        this.focus = focus;
        this.most = most;
        met.put(focus.thing(), focus);
    }

    /** Goes towards what things were made from, and on from whatever is new. */
    void up(int steps, Map<Thing, Made> all) {
        go(steps, made -> {
            List<Made> found = new ArrayList<>();
            for (Origin origin : made.origins()) {
                Made known = all.get(origin.of());
                if (known == null) {
                    meet(origin.of(), null);
                } else {
                    found.add(known);
                }
            }
            return found;
        });
    }

    /** Goes towards what was made from things. */
    void down(int steps, Map<Thing, List<Made>> madeFrom) {
        go(steps, made -> madeFrom.getOrDefault(made.thing(), List.of()));
    }

    private void go(int steps, Function<Made, List<Made>> next) {
        List<Made> frontier = List.of(focus);
        for (int step = 0; step < steps && !frontier.isEmpty(); step++) {
            List<Made> found = new ArrayList<>();
            for (Made made : frontier) {
                for (Made neighbour : next.apply(made)) {
                    if (meet(neighbour.thing(), neighbour)) {
                        found.add(neighbour);
                    }
                }
            }
            frontier = found;
        }
    }

    /** False for what was met before, and when there is no room. */
    private boolean meet(Thing thing, @Nullable Made made) {
        if (met.containsKey(thing)) {
            return false;
        }
        if (met.size() == most) {
            truncated = true;
            return false;
        }
        met.put(thing, made);
        return true;
    }

    LineageGraph graph() {
        List<Node> nodes = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        met.forEach((thing, made) -> {
            nodes.add(new Node(
                    thing.kind(),
                    thing.id(),
                    made == null ? null : made.at().toString(),
                    made == null ? Map.of() : made.facts()));
            if (made != null) {
                made.origins().stream()
                        .filter(origin -> met.containsKey(origin.of()))
                        .forEach(origin -> links.add(new Link(thing, origin.relation(), origin.of())));
            }
        });
        return new LineageGraph(focus.thing(), nodes, links, truncated);
    }
}
