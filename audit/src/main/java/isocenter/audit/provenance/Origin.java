package isocenter.audit.provenance;

/** One of the things that something was made from, and how. */
public record Origin(Relation relation, Thing of) {}
