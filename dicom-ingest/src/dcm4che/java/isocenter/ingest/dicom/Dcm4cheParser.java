package isocenter.ingest.dicom;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.data.UID;
import org.dcm4che3.io.DicomInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads Part 10 files by dcm4che, within the limits of our own reader. dcm4che's own messages go nowhere, neither into
 * reasons nor into the log, for they may quote the file. Stateless.
 */
public final class Dcm4cheParser implements DicomParser {
    /** Kept, for a level is lost with its logger. */
    private static final Logger DCM4CHE = Logger.getLogger("org.dcm4che3");

    static {
        DCM4CHE.setLevel(Level.OFF);
    }

    @Override
    public String name() {
        return "dcm4che";
    }

    @Override
    public DicomObject parse(Path file) {
        return parse(FileBytes.of(file));
    }

    @Override
    public DicomObject parse(byte[] bytes) {
        return parse(ByteBuffer.wrap(bytes));
    }

    private static DicomObject parse(ByteBuffer buffer) {
        if (!buffer.hasRemaining()) {
            throw new DicomFormatException("the file is empty");
        }
        try {
            return read(buffer);
        } catch (DicomFormatException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whatever a damaged file makes of dcm4che
            throw new DicomFormatException("dcm4che cannot read the file: it is damaged or cut off ("
                    + e.getClass().getSimpleName() + ")");
        }
    }

    private static DicomObject read(ByteBuffer buffer) throws IOException {
        List<String> assumptions = new ArrayList<>();
        try (DicomInputStream in = open(buffer)) {
            new BoundedReading(buffer, ReadLimits.STANDARD).watch(in);
            @Nullable Attributes meta = in.readFileMetaInformation();
            if (meta == null) {
                assumptions.add("preamble, prefix and file meta information are missing");
            } else if (!meta.containsValue(Tags.TRANSFER_SYNTAX_UID)) {
                assumptions.add("the transfer syntax is missing; the data set was read as explicit little endian");
            }
            TransferSyntax syntax = TransferSyntax.of(in.getTransferSyntax())
                    .orElseThrow(() -> new DicomFormatException("the transfer syntax is unknown"));
            DataSet fileMeta =
                    meta == null ? new DataSet() : new AttributesReader(buffer, false).dataSet(meta, true);
            DataSet dataSet = syntax.deflated()
                    ? inflated(buffer, (int) in.getPosition())
                    : new AttributesReader(buffer, syntax.encapsulated()).dataSet(in.readDataset(), false);
            if (dataSet.isEmpty()) {
                throw new DicomFormatException("the file holds no data set");
            }
            return new DicomObject(fileMeta, dataSet, syntax, assumptions);
        }
    }

    private static DicomInputStream open(ByteBuffer buffer) {
        try {
            return new DicomInputStream(new BufferInput(buffer));
        } catch (IOException e) {
            throw new DicomFormatException("not a DICOM file: dcm4che finds no DICOM data set at its start");
        }
    }

    private static DataSet inflated(ByteBuffer buffer, int from) throws IOException {
        ByteBuffer compressed = buffer.slice(from, buffer.limit() - from);
        ByteBuffer bytes = ByteBuffer.wrap(
                BoundedInflater.inflate(compressed, ReadLimits.STANDARD.inflated(compressed.remaining())));
        try (DicomInputStream in = new DicomInputStream(new BufferInput(bytes), UID.ExplicitVRLittleEndian)) {
            new BoundedReading(bytes, ReadLimits.STANDARD).watch(in);
            return new AttributesReader(bytes, false).dataSet(in.readDataset(), false);
        }
    }
}
