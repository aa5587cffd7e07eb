package isocenter.ingest.dicom;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Reads DICOM objects. Implementations are safe for use by several threads at once. A reader beside
 * {@link Part10Parser} is named in {@code META-INF/services} and keeps the contract that the test {@code
 * DicomParserContract} states.
 */
public interface DicomParser {
    /**
     * The reader of a name, as {@code isocenter.ingest.parser} gives it.
     *
     * @throws IllegalStateException when this build has no such reader
     */
    static DicomParser named(String name) {
        List<DicomParser> present = new ArrayList<>(List.of(new Part10Parser()));
        ServiceLoader.load(DicomParser.class, DicomParser.class.getClassLoader())
                .forEach(present::add);
        return present.stream()
                .filter(parser -> parser.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "isocenter.ingest.parser is \"%s\", and this build has %s; dcm4che needs a build with -Pdcm4che"
                                .formatted(
                                        name,
                                        present.stream().map(DicomParser::name).toList())));
    }

    /** What the configuration calls this reader. */
    String name();

    /**
     * Reads a file. Values of the result may refer to the file's bytes in memory; large files are memory-mapped and must
     * not be changed while the object is in use.
     *
     * @throws DicomFormatException when the file is not DICOM, is damaged, or exceeds a limit
     * @throws java.io.UncheckedIOException when the file cannot be read at all
     */
    DicomObject parse(Path file);

    /**
     * Reads an object from memory; the array is not copied and must not be changed afterwards.
     *
     * @throws DicomFormatException when the bytes are not DICOM, are damaged, or exceed a limit
     */
    DicomObject parse(byte[] bytes);
}
