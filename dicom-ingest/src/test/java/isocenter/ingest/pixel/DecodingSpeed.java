package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Prints what parsing, decoding and display of each file of a folder cost, by transfer syntax, in milliseconds of CPU
 * time. Not a test: {@code java … isocenter.ingest.pixel.DecodingSpeed FOLDER [ROUNDS]}.
 */
public final class DecodingSpeed {
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private DecodingSpeed() {}

    public static void main(String[] arguments) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(Path.of(arguments[0]))) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
        for (int round = 1; round <= rounds; round++) {
            Map<String, double[]> sums = new TreeMap<>();
            files.forEach(file -> measure(file, sums));
            System.out.printf("round %d%n%-36s%8s%10s%10s%10s%n", round, "", "files", "parse", "decode", "display");
            sums.forEach((syntax, s) -> System.out.printf(
                    "%-36s%8.0f%10.2f%10.2f%10.2f%n", syntax, s[0], s[1] / s[0], s[2] / s[0], s[3] / s[0]));
        }
    }

    private static void measure(Path file, Map<String, double[]> sums) {
        long start = CLOCK.getCurrentThreadCpuTime();
        DicomObject object = new Part10Parser().parse(file);
        long parsed = CLOCK.getCurrentThreadCpuTime();
        Frames frames = Frames.of(object);
        StoredFrame stored = frames.stored(0);
        long decoded = CLOCK.getCurrentThreadCpuTime();
        frames.grey(0, stored).display();
        long displayed = CLOCK.getCurrentThreadCpuTime();
        for (String key : List.of(object.syntax().name(), "all")) {
            double[] sum = sums.computeIfAbsent(key, k -> new double[4]);
            sum[0]++;
            sum[1] += (parsed - start) / 1e6;
            sum[2] += (decoded - parsed) / 1e6;
            sum[3] += (displayed - decoded) / 1e6;
        }
    }
}
