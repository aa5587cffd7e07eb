package isocenter.pretrain.map;

/** Points on five bent threads in nine dimensions, by a formula that other languages have too. */
final class Threads {
    static final int COUNT = 200;
    private static final int WIDTH = 9;

    private Threads() {}

    static float[][] points() {
        float[][] points = new float[COUNT][WIDTH];
        for (int i = 0; i < COUNT; i++) {
            double t = (double) i / COUNT;
            int thread = i % 5;
            for (int j = 0; j < WIDTH; j++) {
                points[i][j] =
                        (float) (Math.sin((j + 1) * (1.3 * thread + 2 * t)) + 0.4 * Math.cos(7 * t * (j + 1) + thread));
            }
        }
        return points;
    }
}
