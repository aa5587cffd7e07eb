package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Dcm4cheParser;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Both readers give the same elements and pixels of real files, but for those named here with the reason. */
class Dcm4cheSamplesTest {
    /** dcm4che takes "US or SS" for signed where Pixel Representation says so; the bytes are the same. */
    private static final Map<String, List<String>> DIFFERENT =
            Map.of("pydicom/MR_small_implicit.dcm", List.of("(0028,0106) US, SS", "(0028,0107) US, SS"));

    private final DicomParser ours = new Part10Parser();
    private final DicomParser theirs = new Dcm4cheParser();

    @TestFactory
    Stream<DynamicTest> elementsAndPixelsAreEqual() throws IOException {
        String place = System.getProperty("samples.dir", "");
        Assumptions.assumeTrue(!place.isBlank(), "skipped: sample data not present");
        Path samples = Path.of(place).resolve("dicom-samples");
        List<Path> files;
        try (Stream<Path> found = Files.walk(samples)) {
            files = found.filter(Files::isRegularFile)
                    .filter(file -> !file.endsWith("MANIFEST.csv"))
                    .sorted()
                    .toList();
        }
        return files.stream().map(file -> {
            String name = samples.relativize(file).toString();
            return DynamicTest.dynamicTest(
                    name, () -> assertThat(differences(file)).as(name).isEqualTo(DIFFERENT.getOrDefault(name, List.of())));
        });
    }

    /** What differs, in words without values. */
    private List<String> differences(Path file) {
        Object a = read(ours, file);
        Object b = read(theirs, file);
        if (!(a instanceof DicomObject left) || !(b instanceof DicomObject right)) {
            boolean alike = a instanceof String && b instanceof String;
            return alike ? List.of() : List.of("part10: %s; dcm4che: %s".formatted(a, b));
        }
        List<String> found = new ArrayList<>();
        if (left.syntax() != right.syntax()) {
            found.add("transfer syntax");
        }
        compare(left.fileMeta(), right.fileMeta(), found);
        compare(left.dataSet(), right.dataSet(), found);
        if (!pixels(left).equals(pixels(right))) {
            found.add("pixels");
        }
        return found;
    }

    private static Object read(DicomParser parser, Path file) {
        try {
            return parser.parse(file);
        } catch (DicomFormatException refused) {
            return "refused: " + refused.reason();
        }
    }

    private static String pixels(DicomObject object) {
        if (!Frames.present(object)) {
            return "none";
        }
        try {
            return Frames.of(object).decodeAll().sha256();
        } catch (PixelDecodeException refused) {
            return "refused: " + refused.getMessage();
        }
    }

    private static void compare(DataSet left, DataSet right, List<String> found) {
        TreeSet<Integer> tags = new TreeSet<>(Integer::compareUnsigned);
        left.forEach(element -> tags.add(element.tag()));
        right.forEach(element -> tags.add(element.tag()));
        tags.removeIf(tag -> (tag & 0xFFFF) == 0); // group lengths, retired
        for (int tag : tags) {
            if (!left.contains(tag) || !right.contains(tag)) {
                found.add(Tags.format(tag) + (left.contains(tag) ? " only in part10" : " only in dcm4che"));
                continue;
            }
            Element one = left.get(tag).orElseThrow();
            Element other = right.get(tag).orElseThrow();
            if (one.vr() != other.vr()) {
                found.add(Tags.format(tag) + " " + one.vr() + ", " + other.vr());
            } else if (one.items().size() != other.items().size()) {
                found.add(Tags.format(tag) + " items");
            } else if (!left.texts(tag).equals(right.texts(tag)) || !equal(one, other)) {
                found.add(Tags.format(tag) + " value");
            }
            for (int i = 0; i < Math.min(one.items().size(), other.items().size()); i++) {
                compare(one.items().get(i), other.items().get(i), found);
            }
        }
    }

    private static boolean equal(Element one, Element other) {
        boolean ordered = one.vr().isText() || one.bytes().order() == other.bytes().order();
        return ordered
                && one.bytes().equals(other.bytes())
                && one.fragments().equals(other.fragments())
                && Arrays.equals(one.basicOffsetTable(), other.basicOffsetTable());
    }
}
