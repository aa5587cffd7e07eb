package isocenter.audit.provenance;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of the lineage around one thing.
 *
 * @param focus where the walk began; the first of the nodes
 * @param nodes every thing once, nearer ones first
 * @param links between two of the nodes
 * @param truncated true when there was more within reach than is shown
 */
public record LineageGraph(Thing focus, List<Node> nodes, List<Link> links, boolean truncated) {

    /**
     * A thing.
     *
     * @param at when it was made, ISO 8601 in UTC; null when nothing is known of it here but its name
     */
    public record Node(String kind, String id, @Nullable String at, Map<String, Object> facts) {}

    /** @param from the younger thing */
    public record Link(Thing from, Relation relation, Thing to) {}
}
