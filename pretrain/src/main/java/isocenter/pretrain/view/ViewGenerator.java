package isocenter.pretrain.view;

import java.util.SplittableRandom;

/** Draws random views of square grey images. Safe for use by many threads. */
public final class ViewGenerator {

    private final ViewSpec spec;
    private final GammaTable gammas;

    /** @param policy must be the one the spec names */
    public ViewGenerator(ViewSpec spec, ViewPolicy policy) {
        if (!spec.policy().equals(policy.name())) {
            throw new IllegalArgumentException(
                    "the views were checked by policy " + spec.policy() + ", not by " + policy.name());
        }
        this.spec = spec;
        this.gammas = new GammaTable(spec.gamma());
    }

    /** A generator under the policy that the spec names. */
    public static ViewGenerator of(ViewSpec spec) {
        return new ViewGenerator(spec, ViewPolicy.require(spec.policy()));
    }

    /**
     * Writes one view.
     *
     * @param image {@code size × size} values in [0, 1], row-major; not changed
     * @param random source of every draw: the same state gives the same view
     * @param target receives {@code size × size} values in [0, 1] from {@code offset} on
     */
    public void view(float[] image, int size, SplittableRandom random, float[] target, int offset) {
        Geometry.draw(spec, random).resample(image, size, target, offset, size);
        Intensity.apply(spec, gammas, random, target, offset, size, 1);
    }

    /**
     * Writes one local view.
     *
     * @param image {@code size × size} values in [0, 1], row-major; not changed
     * @param target receives {@code local.size × local.size} values in [0, 1] from {@code offset} on
     * @throws IllegalStateException when the spec has no local views
     */
    public void localView(float[] image, int size, SplittableRandom random, float[] target, int offset) {
        ViewSpec.Local local = spec.local();
        if (local == null) {
            throw new IllegalStateException("the views have no local crops");
        }
        Geometry.draw(spec, local.crop(spec.crop()), random).resample(image, size, target, offset, local.size());
        Intensity.apply(spec, gammas, random, target, offset, local.size(), 1);
    }
}
