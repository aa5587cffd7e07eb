package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.TransferSyntax;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Our side of deploy/bench/decoding: holds files in memory and decodes all of one kind when told to, on one thread. Not a
 * test. Files come as arguments; then, by line on standard input, {@code RLE 3} decodes all RLE files three times and
 * answers {@code done PIXELS}.
 */
public final class DecodingRunner {
    private DecodingRunner() {}

    public static void main(String[] arguments) throws IOException {
        Map<TransferSyntax.Pixels, List<DicomObject>> objects = new TreeMap<>();
        for (String file : arguments) {
            DicomObject object = new Part10Parser().parse(Path.of(file));
            objects.computeIfAbsent(object.syntax().pixels(), kind -> new ArrayList<>())
                    .add(object);
        }
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = commands.readLine(); line != null; line = commands.readLine()) {
            String[] words = line.split(" ");
            List<DicomObject> kind = objects.get(TransferSyntax.Pixels.valueOf(words[0].toUpperCase(Locale.ROOT)));
            long pixels = 0;
            for (int i = 0; i < Integer.parseInt(words[1]); i++) {
                for (DicomObject object : kind) {
                    StoredFrame frame = Frames.of(object).stored(0);
                    pixels += (long) frame.rows() * frame.columns();
                }
            }
            System.out.println("done " + pixels);
        }
    }
}
