package isocenter.audit.provenance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Walks what was made from what. */
@ApplicationScoped
public class Lineage {
    /** More cannot be looked at in one picture. */
    private static final int MOST_NODES = 300;

    private final List<LineageSource> sources;

    Lineage(@Any Instance<LineageSource> sources) {
        this.sources = sources.stream().toList();
    }

    /**
     * What a thing was made from and what was made from it. Of {@value #MOST_NODES} things on the graph is cut.
     *
     * @param up steps towards what it was made from, 0 or more
     * @param down steps towards what was made from it, 0 or more
     * @throws UnknownThing when there is no such thing
     */
    @Transactional
    public LineageGraph around(Thing focus, int up, int down) {
        Map<Thing, Made> all = new LinkedHashMap<>();
        Map<Thing, List<Made>> madeFrom = new LinkedHashMap<>();
        for (LineageSource source : sources) {
            for (Made made : source.made()) {
                all.put(made.thing(), made);
                made.origins()
                        .forEach(origin -> madeFrom.computeIfAbsent(origin.of(), of -> new ArrayList<>())
                                .add(made));
            }
        }
        Made made = all.get(focus);
        if (made == null) {
            TreeSet<String> kinds = new TreeSet<>();
            all.keySet().forEach(thing -> kinds.add(thing.kind()));
            throw new UnknownThing("There is nothing of that kind and id. Kinds that there are things of: "
                    + (kinds.isEmpty() ? "none yet" : String.join(", ", kinds)));
        }
        LineageWalk walk = new LineageWalk(made, MOST_NODES);
        walk.up(up, all);
        walk.down(down, madeFrom);
        return walk.graph();
    }
}
