package isocenter.ingest.source;

import isocenter.ingest.dicom.DicomBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a DICOMDIR element by element (PS3.3 F.3). */
public final class DicomdirBytes {
    private final DicomBytes records = DicomBytes.explicitLittle();

    /** A directory record that references no file. */
    public DicomdirBytes record(String type) {
        return item(type, null, true);
    }

    /** A record with a Referenced File ID, its components parted by backslashes. */
    public DicomdirBytes file(String type, String id) {
        return item(type, id, true);
    }

    public DicomdirBytes inactive(String type, String id) {
        return item(type, id, false);
    }

    private DicomdirBytes item(String type, String id, boolean active) {
        DicomBytes item = DicomBytes.explicitLittle()
                .element(0x00041400, "UL", new byte[4])
                .element(0x00041410, "US", active ? new byte[] {-1, -1} : new byte[2])
                .element(0x00041420, "UL", new byte[4])
                .text(0x00041430, "CS", type);
        if (id != null) {
            item.text(0x00041500, "CS", id);
        }
        records.item(0xFFFEE000, item.bytes().length).raw(item.bytes());
        return this;
    }

    /** Writes it as {@code DICOMDIR}. */
    public Path write(Path folder) throws IOException {
        byte[] meta = DicomBytes.explicitLittle()
                .text(0x00020002, "UI", "1.2.840.10008.1.3.10")
                .text(0x00020003, "UI", "2.25.1")
                .text(0x00020010, "UI", "1.2.840.10008.1.2.1")
                .bytes();
        byte[] group = DicomBytes.explicitLittle()
                .header(0x00020000, "UL", 4)
                .int32(meta.length)
                .bytes();
        byte[] body = DicomBytes.explicitLittle()
                .text(0x00041130, "CS", "TRIAL")
                .element(0x00041212, "US", new byte[2])
                .header(0x00041220, "SQ", records.bytes().length)
                .raw(records.bytes())
                .bytes();
        return Files.write(
                folder.resolve("DICOMDIR"),
                DicomBytes.join(new byte[128], DicomBytes.ascii("DICM"), group, meta, body));
    }
}
