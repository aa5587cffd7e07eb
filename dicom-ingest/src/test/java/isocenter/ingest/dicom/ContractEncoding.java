package isocenter.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** The four ways of PS3.5 annex A to write elements, by hand. */
enum ContractEncoding {
    IMPLICIT("1.2.840.10008.1.2", false, ByteOrder.LITTLE_ENDIAN),
    EXPLICIT("1.2.840.10008.1.2.1", true, ByteOrder.LITTLE_ENDIAN),
    BIG("1.2.840.10008.1.2.2", true, ByteOrder.BIG_ENDIAN),
    DEFLATED("1.2.840.10008.1.2.1.99", true, ByteOrder.LITTLE_ENDIAN);

    final String uid;
    final boolean explicit;
    final ByteOrder order;

    ContractEncoding(String uid, boolean explicit, ByteOrder order) {
        this.uid = uid;
        this.explicit = explicit;
        this.order = order;
    }

    DicomBytes elements() {
        return new DicomBytes(explicit, order);
    }

    byte[] file(DicomBytes elements) {
        byte[] body = this == DEFLATED ? deflate(elements.bytes()) : elements.bytes();
        return DicomBytes.join(DicomBytes.fileHeader(uid), body);
    }

    static byte[] deflate(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeflaterOutputStream stream =
                new DeflaterOutputStream(out, new Deflater(Deflater.BEST_COMPRESSION, true))) {
            stream.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
