package isocenter.deploy.demo;

/** Value noise: random values on the integer lattice, smoothly interpolated; uniform in [0, 1) at the lattice. */
final class SmoothNoise {

    private SmoothNoise() {}

    static double at(int seed, double x, double y) {
        int column = (int) Math.floor(x);
        int row = (int) Math.floor(y);
        double right = ease(x - column);
        double down = ease(y - row);
        double above = lattice(seed, column, row) * (1 - right) + lattice(seed, column + 1, row) * right;
        double below = lattice(seed, column, row + 1) * (1 - right) + lattice(seed, column + 1, row + 1) * right;
        return above * (1 - down) + below * down;
    }

    private static double ease(double t) {
        return t * t * (3 - 2 * t);
    }

    /** A hash of the place: Murmur3's finalizer. */
    private static double lattice(int seed, int column, int row) {
        int h = seed ^ column * 0x9E3779B1 ^ row * 0x85EBCA77;
        h = (h ^ h >>> 16) * 0x85EBCA6B;
        h = (h ^ h >>> 13) * 0xC2B2AE35;
        return ((h ^ h >>> 16) & 0xffffff) / (double) 0x1000000;
    }
}
