package isocenter.ingest.volume;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.Part10Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a stored file and makes sure that it is the one that the catalogue knows. */
public final class StoredObject {
    /** Larger files are hashed in passing and mapped by the parser, so that the heap stays flat. */
    private static final long IN_MEMORY = 48L << 20;

    private static final DicomParser PARSER = new Part10Parser();

    private StoredObject() {}

    /**
     * Empty when the file's bytes do not have this hash.
     *
     * @throws isocenter.ingest.dicom.DicomFormatException when it cannot be parsed
     */
    public static Optional<DicomObject> read(Path file, String sha256) throws IOException {
        if (Files.size(file) >= IN_MEMORY) {
            return Sha256.hex(file).equals(sha256) ? Optional.of(PARSER.parse(file)) : Optional.empty();
        }
        byte[] bytes = Files.readAllBytes(file);
        return Sha256.hex(bytes).equals(sha256) ? Optional.of(PARSER.parse(bytes)) : Optional.empty();
    }
}
