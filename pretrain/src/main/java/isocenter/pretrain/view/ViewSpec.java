package isocenter.pretrain.view;

import org.jspecify.annotations.Nullable;

/**
 * The random views a recipe asks for. An operation that is left out is off. The named policy is asked when the record
 * is made: an operation it holds unsafe is refused unless the recipe says {@code because}, and that reason is then part
 * of the recipe's hash.
 *
 * <p>Messages begin with the setting's name, so that the recipe reader can name the line.
 *
 * @param policy name of a {@link ViewPolicy}
 * @param local further small views for objectives that take them
 */
public record ViewSpec(
        String policy,
        @Nullable Crop crop,
        @Nullable Rotation rotation,
        @Nullable Jitter jitter,
        @Nullable Gamma gamma,
        @Nullable Blur blur,
        @Nullable Noise noise,
        @Nullable Unsafe horizontalFlip,
        @Nullable Unsafe verticalFlip,
        @Nullable Unsafe invert,
        @Nullable Unsafe solarize,
        @Nullable Unsafe colorJitter,
        @Nullable Local local) {

    public ViewSpec {
        ViewPolicy rules = ViewPolicy.require(policy);
        rules.check(crop, rotation, jitter, blur);
        rules.check(horizontalFlip, UnsafeView.HORIZONTAL_FLIP);
        rules.check(verticalFlip, UnsafeView.VERTICAL_FLIP);
        rules.check(invert, UnsafeView.INVERT);
        rules.check(solarize, UnsafeView.SOLARIZE);
        rules.check(colorJitter, UnsafeView.COLOR_JITTER);
        rules.check(local);
    }

    /** Whole views alone. */
    public ViewSpec(
            String policy,
            @Nullable Crop crop,
            @Nullable Rotation rotation,
            @Nullable Jitter jitter,
            @Nullable Gamma gamma,
            @Nullable Blur blur,
            @Nullable Noise noise,
            @Nullable Unsafe horizontalFlip,
            @Nullable Unsafe verticalFlip,
            @Nullable Unsafe invert,
            @Nullable Unsafe solarize,
            @Nullable Unsafe colorJitter) {
        this(
                policy,
                crop,
                rotation,
                jitter,
                gamma,
                blur,
                noise,
                horizontalFlip,
                verticalFlip,
                invert,
                solarize,
                colorJitter,
                null);
    }

    /** No views at all: each view is the image itself. */
    public static ViewSpec none(String policy) {
        return new ViewSpec(policy, null, null, null, null, null, null, null, null, null, null, null);
    }

    /**
     * Random resized crop (Szegedy et al. 2015).
     *
     * @param minArea least part of the image's area kept, (0, 1]
     * @param maxArea greatest part, {@code minArea}–1
     * @param maxAspect greatest ratio of the crop's sides, 1–2; the ratio is log-uniform in [1/maxAspect, maxAspect]
     */
    public record Crop(
            double minArea,
            double maxArea,
            double maxAspect,
            @Nullable String because) {
        public Crop {
            range("minArea", minArea, 0.01, 1);
            range("maxArea", maxArea, minArea, 1);
            range("maxAspect", maxAspect, 1, 2);
        }
    }

    /**
     * Local crops of multi-crop (Caron et al. 2020, arXiv:2006.09882): small pieces that must agree with whole views.
     *
     * @param count of each image, 1–12
     * @param size side in pixels, 16–256
     * @param minArea least part of the image's area, (0, 1]
     * @param maxArea greatest part, {@code minArea}–1
     */
    public record Local(
            int count,
            int size,
            double minArea,
            double maxArea,
            @Nullable String because) {
        public Local {
            range("count", count, 1, 12);
            range("size", size, 16, 256);
            range("minArea", minArea, 0.01, 1);
            range("maxArea", maxArea, minArea, 1);
        }

        /** The crop that this is, with the aspect of a whole view's crop. */
        Crop crop(@Nullable Crop whole) {
            return new Crop(minArea, maxArea, whole == null ? 1 : whole.maxAspect(), because);
        }
    }

    /** Rotation about the centre by an angle uniform in ±{@code maxDegrees}, 0–180. */
    public record Rotation(double maxDegrees, @Nullable String because) {
        public Rotation {
            range("maxDegrees", maxDegrees, 0, 180);
        }
    }

    /**
     * Factors uniform in [1−x, 1+x]: brightness multiplies the image, contrast its distance from its own mean.
     *
     * @param brightness 0–1
     * @param contrast 0–1
     */
    public record Jitter(
            double brightness, double contrast, @Nullable String because) {
        public Jitter {
            range("brightness", brightness, 0, 1);
            range("contrast", contrast, 0, 1);
        }
    }

    /** Exponent, log-uniform in [1/max, max]; max 1–3. */
    public record Gamma(double max) {
        public Gamma {
            range("max", max, 1, 3);
        }
    }

    /**
     * Gaussian blur.
     *
     * @param probability 0–1
     * @param maxSigma deviation uniform in [0.1, maxSigma] pixels of the view, 0.1–5
     */
    public record Blur(
            double probability, double maxSigma, @Nullable String because) {
        public Blur {
            range("probability", probability, 0, 1);
            range("maxSigma", maxSigma, 0.1, 5);
        }
    }

    /**
     * Additive noise of mean 0, independent in each pixel.
     *
     * @param probability 0–1
     * @param maxDeviation standard deviation uniform in [0, maxDeviation], 0–0.2 of the grey range
     */
    public record Noise(double probability, double maxDeviation) {
        public Noise {
            range("probability", probability, 0, 1);
            range("maxDeviation", maxDeviation, 0, 0.2);
        }
    }

    /** An operation that every policy holds unsafe, with its probability and why it is safe after all. */
    public record Unsafe(double probability, @Nullable String because) {
        public Unsafe {
            range("probability", probability, 0, 1);
        }
    }

    private static void range(String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            throw new IllegalArgumentException(name + " must be between " + low + " and " + high + ", but is " + value);
        }
    }
}
