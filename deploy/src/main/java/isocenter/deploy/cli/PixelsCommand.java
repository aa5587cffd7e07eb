package isocenter.deploy.cli;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.StoredFrame;
import java.awt.image.BufferedImage;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows what the platform sees of a file's pixels. */
@Command(
        name = "pixels",
        mixinStandardHelpOptions = true,
        description = {
            "Decodes one frame of any DICOM file, ingested or not, and tells or writes what the platform sees.",
            "Nothing is de-identified. Needs no data folder. Exit code 1: the file or frame cannot be read, with the reason."
        },
        footer = {"", "Example:", "  isocenter pixels slice.dcm --stage modality --out slice.npy --json"})
final class PixelsCommand extends ApplicationCommand implements Standalone {
    private static final int WHITE = 255;

    /** How far the values have come. */
    enum Stage {
        /** As stored, after decompression, Bits Stored and sign. */
        STORED,
        /** In modality units: Hounsfield for CT. */
        MODALITY,
        /** As a display shows it. */
        DISPLAY
    }

    @Parameters(paramLabel = "FILE", description = "A DICOM file.")
    private Path file;

    @Option(names = "--frame", paramLabel = "N", defaultValue = "0", description = "Counted from 0. Default: 0")
    private int frame;

    @Option(
            names = "--stage",
            description = "stored: the integers as stored. modality: float32 in modality units, colour as luminance."
                    + " display: float32 in [0, 1]. Default: stored; display for a PNG.")
    private @Nullable Stage stage;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Where the values go: a NumPy array (.npy), or a picture of the display stage (.png).")
    private @Nullable Path out;

    @Override
    public Integer call() throws IOException {
        boolean picture = hasEnding(".png");
        if (out != null && !picture && !hasEnding(".npy")) {
            throw new ParameterException(spec().commandLine(), "--out takes a file that ends in .npy or .png");
        }
        if (picture && stage != null && stage != Stage.DISPLAY) {
            throw new ParameterException(
                    spec().commandLine(), "a PNG shows the display stage; the others go into .npy");
        }
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(spec().commandLine(), "There is no file " + file);
        }
        DicomObject object = parse();
        Frames frames = Frames.of(object);
        if (frame < 0 || frame >= frames.count()) {
            throw new ParameterException(
                    spec().commandLine(), "--frame takes 0 to %d for this file".formatted(frames.count() - 1));
        }
        StoredFrame stored = frames.stored(frame);
        Stage shown = stage != null ? stage : picture ? Stage.DISPLAY : Stage.STORED;
        PixelArray array = array(frames, stored, shown);
        if (out != null) {
            if (picture) {
                writePicture(array, out);
            } else {
                NpyFile.write(out, array.dtype(), array.shape(), array.bytes());
            }
        }
        report(object, frames, stored, shown, array);
        return ExitCode.OK;
    }

    private DicomObject parse() throws IOException {
        try {
            return new Part10Parser().parse(file);
        } catch (UncheckedIOException e) {
            throw new IOException("the file cannot be read: check its permissions and its disk", e);
        }
    }

    private PixelArray array(Frames frames, StoredFrame stored, Stage shown) {
        if (shown == Stage.STORED) {
            return PixelArray.stored(frames, stored);
        }
        GreyImage grey = frames.grey(frame, stored);
        return PixelArray.floats(grey.rows(), grey.columns(), shown == Stage.MODALITY ? grey.values() : grey.display());
    }

    private boolean hasEnding(String ending) {
        return out != null && out.toString().toLowerCase(Locale.ROOT).endsWith(ending);
    }

    private static void writePicture(PixelArray array, Path target) throws IOException {
        int rows = array.shape().get(0);
        int columns = array.shape().get(1);
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_BYTE_GRAY);
        WritableRaster raster = image.getRaster();
        for (int i = 0; i < array.count(); i++) {
            raster.setSample(
                    i % columns, i / columns, 0, (int) Math.round(array.values().applyAsDouble(i) * WHITE));
        }
        if (!ImageIO.write(image, "png", target.toFile())) {
            throw new IOException("this Java has no PNG writer");
        }
    }

    private void report(DicomObject object, Frames frames, StoredFrame stored, Stage shown, PixelArray array) {
        double[] finite = IntStream.range(0, array.count())
                .mapToDouble(array.values()::applyAsDouble)
                .filter(Double::isFinite)
                .toArray();
        double min = java.util.Arrays.stream(finite).min().orElse(Double.NaN);
        double max = java.util.Arrays.stream(finite).max().orElse(Double.NaN);
        double mean = java.util.Arrays.stream(finite).average().orElse(Double.NaN);
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("frames", frames.count());
        result.put("frame", frame);
        result.put("stage", shown.name().toLowerCase(Locale.ROOT));
        result.put("shape", array.shape());
        result.put("dtype", array.dtype());
        result.put("min", min);
        result.put("max", max);
        result.put("mean", mean);
        result.put("transferSyntax", object.syntax().uid());
        result.put("photometric", frames.photometric());
        result.put("storedSha256", stored.sha256());
        result.put("assumptions", object.assumptions());
        print(result, () -> {
            out().printf(
                            Locale.ROOT,
                            "%s %s, %s to %s, mean %.6g%n",
                            array.shape(),
                            array.dtype(),
                            number(min),
                            number(max),
                            mean);
            out().printf(
                            "frame %d of %d, %s, %s %s%n",
                            frame, frames.count(), result.get("stage"), object.syntax(), frames.photometric());
            out().printf("sha256 of the stored values %s%n", stored.sha256());
            object.assumptions().forEach(assumption -> out().printf("assumed: %s%n", assumption));
        });
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
