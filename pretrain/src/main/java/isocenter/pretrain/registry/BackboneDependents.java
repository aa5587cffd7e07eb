package isocenter.pretrain.registry;

import java.util.List;

/** Whoever refers to backbones: a bean for each, in whatever module. What one names keeps a backbone from being deleted. */
public interface BackboneDependents {
    /** What refers to this backbone. */
    List<Dependent> of(String backbone);

    /**
     * Deletes what was derived from a backbone and is of no worth without it, in the caller's transaction.
     *
     * @return how many rows
     */
    default long discard(String backbone) {
        return 0;
    }
}
