package isocenter.deploy.demo;

import java.util.SplittableRandom;

/** Turns a chest's densities into a film as its scanner shows them: bright where dense, in [0, 1], row by row. */
final class FilmExposure {

    private FilmExposure() {}

    static float[] expose(PhantomFilm film) {
        PhantomScanner scanner = film.scanner();
        ChestPhantom chest = new ChestPhantom(film.patient(), film.breath(), film.severity());
        SplittableRandom random = new SplittableRandom(film.seed());
        double shutterX = 1 - scanner.collimation() * (0.5 + random.nextDouble());
        double shutterY = 1 - scanner.collimation() * (0.5 + random.nextDouble());
        double cos = Math.cos(Math.toRadians(film.degrees()));
        double sin = Math.sin(Math.toRadians(film.degrees()));
        int rows = film.rows();
        int columns = film.columns();
        float[] pixels = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double filmX = (2 * column + 1.0) / columns - 1;
                double filmY = (2 * row + 1.0) / rows - 1;
                double x = (filmX - film.shiftX()) / film.zoom();
                double y = (filmY - film.shiftY()) / film.zoom();
                double value;
                if (Math.abs(filmX) > shutterX || Math.abs(filmY) > shutterY) {
                    value = 0.01;
                } else {
                    double density = chest.density(cos * x + sin * y, -sin * x + cos * y);
                    value = 0.04 + 0.92 * Math.pow(density, scanner.gamma());
                    value = Math.max(value, marker(filmX - scanner.markerX(), filmY - scanner.markerY()));
                }
                // Quantum noise grows where few photons arrive, which is where the film is bright.
                value += scanner.noise() * (0.5 + value) * random.nextGaussian();
                pixels[row * columns + column] = (float) Math.max(0, Math.min(1, value));
            }
        }
        return pixels;
    }

    /** A lead letter L. */
    private static double marker(double x, double y) {
        boolean upright = Math.abs(x + 0.03) < 0.012 && Math.abs(y) < 0.06;
        boolean foot = Math.abs(y - 0.05) < 0.012 && x > -0.04 && x < 0.035;
        return upright || foot ? 0.97 : 0;
    }
}
