package isocenter.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Writes Part 10 files. The preamble is zeroed (what a file hides there does not go on, CVE-2019-11687), the file meta
 * information is made anew, and group lengths of the data set, which PS3.5 retired, are left out. Sequences are written
 * with undefined lengths. Encapsulated fragments and their offset tables are written as they are.
 */
public final class DicomWriter {
    /** Names this software in every file it writes; derived from a random UUID (PS3.5 annex B.2). */
    public static final String IMPLEMENTATION_CLASS_UID = "2.25.103681788443425714257302677221117427483";

    public static final String IMPLEMENTATION_VERSION_NAME = "ISOCENTER_0_1";

    private static final byte[] PREFIX = {'D', 'I', 'C', 'M'};

    private DicomWriter() {}

    /**
     * Writes an object in its transfer syntax. Of the given file meta information nothing is kept.
     *
     * @throws IllegalArgumentException when SOP Class or SOP Instance UID is missing, or pixel data and transfer syntax
     *     disagree about encapsulation
     * @throws IOException when the stream fails
     */
    public static void write(DicomObject object, OutputStream out) throws IOException {
        DataSet source = object.dataSet();
        writeHeader(
                required(source, Tags.SOP_CLASS_UID),
                required(source, Tags.SOP_INSTANCE_UID),
                object.syntax(),
                Optional.empty(),
                out);
        writeDataSet(source, object.syntax(), out);
    }

    /**
     * Writes what precedes the data set of a Part 10 file (PS3.10 section 7.1): a zeroed preamble, the prefix and the file
     * meta information.
     *
     * @param sourceAeTitle who sent the object, where it came over a network
     */
    public static void writeHeader(
            String sopClassUid,
            String sopInstanceUid,
            TransferSyntax syntax,
            Optional<String> sourceAeTitle,
            OutputStream out)
            throws IOException {
        DataSet meta = new DataSet()
                .put(Element.bytes(Tags.FILE_META_INFORMATION_VERSION, Vr.OB, new byte[] {0, 1}))
                .putText(Tags.MEDIA_STORAGE_SOP_CLASS_UID, sopClassUid)
                .putText(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID, sopInstanceUid)
                .putText(Tags.TRANSFER_SYNTAX_UID, syntax.uid())
                .putText(Tags.IMPLEMENTATION_CLASS_UID, IMPLEMENTATION_CLASS_UID)
                .putText(Tags.IMPLEMENTATION_VERSION_NAME, IMPLEMENTATION_VERSION_NAME);
        sourceAeTitle.ifPresent(title -> meta.putText(Tags.SOURCE_APPLICATION_ENTITY_TITLE, title));
        byte[] rest = encode(meta);
        out.write(new byte[128]);
        out.write(PREFIX);
        out.write(encode(new DataSet().putIntegers(Tags.FILE_META_INFORMATION_GROUP_LENGTH, rest.length)));
        out.write(rest);
    }

    /** Writes the data set alone, as a DIMSE message or a hash over content needs it. */
    public static void writeDataSet(DataSet dataSet, TransferSyntax syntax, OutputStream out) throws IOException {
        requireMatch(dataSet, syntax);
        if (!syntax.deflated()) {
            try (DataSetWriter writer = new DataSetWriter(out, Encoding.of(syntax))) {
                writer.dataSet(dataSet);
            }
            return;
        }
        CountingOutput counted = new CountingOutput(out);
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        try {
            DeflaterOutputStream deflated = new DeflaterOutputStream(counted, deflater, 8192);
            try (DataSetWriter writer = new DataSetWriter(deflated, Encoding.of(syntax))) {
                writer.dataSet(dataSet);
            }
            deflated.finish();
        } finally {
            deflater.end();
        }
        if (counted.count() % 2 != 0) { // PS3.5 A.5: padded to an even length
            out.write(0);
        }
    }

    private static byte[] encode(DataSet meta) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (DataSetWriter writer = new DataSetWriter(bytes, new Encoding(true, ByteOrder.LITTLE_ENDIAN))) {
            writer.fileMeta(meta);
        }
        return bytes.toByteArray();
    }

    private static String required(DataSet dataSet, int tag) {
        return dataSet.text(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "an object without " + Tags.format(tag) + " cannot be written as a file"));
    }

    private static void requireMatch(DataSet dataSet, TransferSyntax syntax) {
        dataSet.get(Tags.PIXEL_DATA).ifPresent(pixels -> {
            if (pixels.isEncapsulated() != syntax.encapsulated()) {
                throw new IllegalArgumentException("pixel data and transfer syntax " + syntax
                        + " disagree about encapsulation; decode or encode the pixels first");
            }
        });
    }
}
