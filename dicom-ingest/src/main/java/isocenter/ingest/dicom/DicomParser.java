package isocenter.ingest.dicom;

import java.nio.file.Path;

/** Reads DICOM objects. Implementations are safe for use by several threads at once. */
public interface DicomParser {
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
