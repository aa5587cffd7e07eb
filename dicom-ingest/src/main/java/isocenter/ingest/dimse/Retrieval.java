package isocenter.ingest.dimse;

/** How studies come from a node. */
public enum Retrieval {
    /** C-GET: over the association that asks. Needs nothing of the node's configuration but our AE title. */
    GET,
    /** C-MOVE: the node connects to our server, whose address it must know by our AE title. */
    MOVE
}
