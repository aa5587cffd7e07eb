package isocenter.ingest.burnedin;

import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.ColourSpace;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.StoredFrame;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures the search for writing on real images: how many it holds as they are, and in how many of those that it does
 * not hold it finds names, dates and numbers drawn into them, by the size of the font. Grey images of one frame count.
 *
 * <pre>java … isocenter.ingest.burnedin.WritingSearchTrial FOLDER [SEED]</pre>
 */
public final class WritingSearchTrial {
    private static final int TRIES = 400;
    private static final int LEAST_SIDE = 128;
    private static final double GOOD_CONTRAST = 0.35;
    private static final int[] SIZES = {8, 9, 10, 12, 14, 18, 24, 32, 48};
    private static final String[] FONTS = {"SansSerif", "Serif", "Monospaced"};
    private static final String[] TEXTS = {
        "MILLER^ANNE",
        "Smith, John",
        "12.03.1957",
        "2019-04-17",
        "MRN 4711238",
        "ID: 00482913",
        "DOE JANE",
        "J. Garcia-Lopez",
        "03/14/1988",
        "ACC 20191123",
        "St. Mary Hospital",
        "08:42:11"
    };

    private WritingSearchTrial() {}

    private record Picture(String name, int[] values, int rows, int columns) {
        boolean isHeld() {
            return !TextSearch.linesIn(values, rows, columns).isEmpty();
        }
    }

    /** @param contrast mean distance of the ink from what it covers, in parts of the picture's range; 1 in a box */
    private record Written(Picture picture, double contrast) {}

    public static void main(String[] arguments) throws IOException {
        Random random = new Random(arguments.length > 1 ? Long.parseLong(arguments[1]) : 1);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of(arguments[0]))) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        List<Picture> pictures = files.parallelStream()
                .map(WritingSearchTrial::read)
                .flatMap(Optional::stream)
                .toList();
        List<Picture> held = pictures.stream().filter(Picture::isHeld).toList();
        System.out.printf("held as they are: %d of %d%n", held.size(), pictures.size());
        held.forEach(picture -> System.out.println("  " + picture.name()));
        List<Picture> plain = pictures.stream()
                .filter(picture -> !held.contains(picture))
                .filter(picture -> Math.min(picture.rows(), picture.columns()) >= LEAST_SIDE)
                .toList();
        for (int size : SIZES) {
            List<Written> written = IntStream.range(0, TRIES)
                    .mapToObj(i -> write(plain.get(random.nextInt(plain.size())), size, random))
                    .flatMap(Optional::stream)
                    .toList();
            List<Written> clear = written.stream()
                    .filter(each -> each.contrast() >= GOOD_CONTRAST)
                    .toList();
            System.out.printf(
                    "font of %2d pixels: found %d of %d of good contrast (%.2f or more), %d of %d of all%n",
                    size, found(clear), clear.size(), GOOD_CONTRAST, found(written), written.size());
        }
    }

    private static long found(List<Written> written) {
        return written.stream().filter(each -> each.picture().isHeld()).count();
    }

    private static Optional<Picture> read(Path file) {
        try {
            Frames frames = Frames.of(new Part10Parser().parse(file));
            return frames.count() == 1
                            && frames.stored(0) instanceof StoredFrame.Integers pixels
                            && pixels.colours() == ColourSpace.GREY
                    ? Optional.of(new Picture(
                            file.getFileName().toString(), pixels.values(), frames.rows(), frames.columns()))
                    : Optional.empty();
        } catch (RuntimeException notAnImage) {
            return Optional.empty();
        }
    }

    /** White or black, smoothed or not, with or without a box behind; empty where the text is wider than the picture. */
    private static Optional<Written> write(Picture picture, int size, Random random) {
        BufferedImage mask = new BufferedImage(picture.columns(), picture.rows(), BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = mask.createGraphics();
        pen.setFont(
                new Font(FONTS[random.nextInt(FONTS.length)], random.nextInt(3) == 0 ? Font.BOLD : Font.PLAIN, size));
        pen.setRenderingHint(
                RenderingHints.KEY_TEXT_ANTIALIASING,
                random.nextBoolean()
                        ? RenderingHints.VALUE_TEXT_ANTIALIAS_ON
                        : RenderingHints.VALUE_TEXT_ANTIALIAS_OFF);
        FontMetrics metrics = pen.getFontMetrics();
        String text = TEXTS[random.nextInt(TEXTS.length)];
        int width = metrics.stringWidth(text);
        if (width > picture.columns() - 8) {
            return Optional.empty();
        }
        int x = 4 + random.nextInt(picture.columns() - width - 7);
        int baseline = metrics.getAscent() + 2 + random.nextInt(Math.max(1, picture.rows() - metrics.getHeight() - 4));
        pen.setColor(Color.WHITE);
        pen.drawString(text, x, baseline);
        pen.dispose();
        int darkest = Arrays.stream(picture.values()).min().orElse(0);
        int brightest = Arrays.stream(picture.values()).max().orElse(0);
        boolean white = random.nextInt(3) > 0;
        boolean box = random.nextInt(3) == 0;
        int ink = white ? brightest : darkest;
        int[] values = picture.values().clone();
        List<Integer> behind = new ArrayList<>();
        for (int row = Math.max(0, baseline - metrics.getAscent());
                row < Math.min(picture.rows(), baseline + metrics.getDescent());
                row++) {
            for (int column = Math.max(0, x - 3); column < Math.min(picture.columns(), x + width + 3); column++) {
                int at = row * picture.columns() + column;
                behind.add(Math.abs(ink - values[at]));
                values[at] = box ? (white ? darkest : brightest) : values[at];
            }
        }
        byte[] coverage = ((DataBufferByte) mask.getRaster().getDataBuffer()).getData();
        for (int i = 0; i < values.length; i++) {
            values[i] += Math.round((ink - values[i]) * (coverage[i] & 0xFF) / 255f);
        }
        double distance = behind.stream().mapToInt(Integer::intValue).average().orElse(0);
        double contrast = box ? 1 : distance / Math.max(1, brightest - darkest);
        return Optional.of(
                new Written(new Picture(picture.name(), values, picture.rows(), picture.columns()), contrast));
    }
}
