package isocenter.annotate.agreement;

/**
 * An upright rectangle, in pixels or millimetres.
 *
 * @param left smaller than {@code right}
 * @param top smaller than {@code bottom}
 */
public record Box(double left, double top, double right, double bottom) {
    public Box {
        if (!(left < right && top < bottom)) {
            throw new IllegalArgumentException("A box needs an area: left before right, top before bottom");
        }
    }

    /** Area of the intersection over that of the union, 0 (apart or touching) to 1 (the same). */
    public double intersectionOverUnion(Box other) {
        double width = Math.min(right, other.right) - Math.max(left, other.left);
        double height = Math.min(bottom, other.bottom) - Math.max(top, other.top);
        double shared = Math.max(0, width) * Math.max(0, height);
        return shared / (area() + other.area() - shared);
    }

    private double area() {
        return (right - left) * (bottom - top);
    }
}
