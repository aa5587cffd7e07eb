package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever the bytes, a parsed object or a {@link DicomFormatException}, and no more memory than the limits allow. Runs its
 * seeds as a plain test; {@code JAZZER_FUZZ=1 mvn -pl dicom-ingest -am test -Dtest=ParserFuzzTest} goes on from there.
 */
class ParserFuzzTest {
    /** Small, so that a bomb is noticed by the limits and not by the heap. */
    private static final ReadLimits LIMITS = new ReadLimits(64, 100_000, 1 << 20, 100, 8 << 20);

    private static final Part10Parser PARSER = new Part10Parser(LIMITS);

    static Stream<byte[]> seeds() throws IOException {
        byte[] minimal = DicomBytes.explicitLittle()
                .text(Tags.SPECIFIC_CHARACTER_SET, "CS", "ISO 2022 IR 87")
                .text(Tags.PATIENT_ID, "LO", "A1")
                .header(Tags.CONTENT_SEQUENCE, "SQ", -1)
                .item(Tags.ITEM, -1)
                .text(Tags.PATIENT_ID, "LO", "B2")
                .item(Tags.ITEM_DELIMITATION_ITEM, 0)
                .item(Tags.SEQUENCE_DELIMITATION_ITEM, 0)
                .file("1.2.840.10008.1.2.1");
        Path phantoms = Path.of("src", "test", "resources");
        List<Path> files;
        try (Stream<Path> found = Files.walk(phantoms)) {
            files = found.filter(file -> file.toString().endsWith(".dcm"))
                    .sorted()
                    .toList();
        }
        return Stream.concat(Stream.of(new byte[0], minimal), files.stream().map(ParserFuzzTest::bytes));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "5m")
    void parsesOrRefuses(byte[] file) {
        DicomObject object;
        try {
            object = PARSER.parse(file);
        } catch (DicomFormatException refused) {
            assertThat(refused.reason()).isNotBlank();
            return;
        }
        assertThat(object.dataSet().isEmpty()).isFalse();
        visit(object.dataSet());
    }

    /** Values are read lazily: reading them must not fail either. */
    private static void visit(DataSet dataSet) {
        for (Element element : dataSet) {
            dataSet.texts(element.tag());
            dataSet.numbers(element.tag());
            element.fragments();
            element.basicOffsetTable();
            element.items().forEach(ParserFuzzTest::visit);
        }
    }
}
