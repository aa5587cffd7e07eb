package isocenter.audit.provenance;

import java.util.List;

/** Whoever makes things that others are made from, or makes something of them: a bean for each, in whatever module. */
public interface LineageSource {
    /** Everything it has made, oldest first. Called within a transaction. */
    List<Made> made();
}
