package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.Vr;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that GDCM made get comments at the places that T.81, T.87 and 15444-1 allow; only the comments may go. */
class EmbeddedTextTest {
    private static final byte[] NAME = "Quimby^Eleanor 4711".getBytes(StandardCharsets.US_ASCII);

    @ParameterizedTest
    @ValueSource(strings = {"u8-jpeg", "s12-jpeg", "u8-jpegls", "s12-jpegls"})
    void commentsAndApplicationSegmentsOfJpegGo(String name) throws IOException {
        byte[] plain = frame(phantom(name));
        for (int marker : new int[] {0xFE, 0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xEF}) {
            byte[] segment = join(new byte[] {(byte) 0xFF, (byte) marker}, word(NAME.length + 2), NAME);
            byte[] marked = join(Arrays.copyOf(plain, 2), segment, Arrays.copyOfRange(plain, 2, plain.length));
            assertTextGoes(phantom(name), List.of(marked));
        }
    }

    @Test
    void aCommentBetweenScansAndBytesBehindTheEndGo() throws IOException {
        byte[] plain = frame(phantom("u8-jpeg"));
        int end = JpegHeader.requireEnd(ByteBuffer.wrap(plain));
        byte[] comment = join(new byte[] {(byte) 0xFF, (byte) 0xFE}, word(NAME.length + 2), NAME);
        byte[] marked = join(Arrays.copyOf(plain, end - 2), comment, new byte[] {(byte) 0xFF, (byte) 0xD9}, NAME);
        DicomObject object = with(phantom("u8-jpeg"), List.of(marked));
        String kept = text(EmbeddedText.removedFrom(object));
        assertThat(kept).doesNotContain("Quimby").hasSize(marked.length + marked.length % 2);
    }

    /** JFIF's own fields and Adobe's transform stay: colours depend on them. */
    @Test
    void whatColoursDependOnStays() throws IOException {
        byte[] jfif = join("JFIF\0".getBytes(StandardCharsets.US_ASCII), new byte[] {1, 2, 0, 0, 1, 0, 1, 2, 1}, NAME);
        byte[] adobe = join("Adobe".getBytes(StandardCharsets.US_ASCII), new byte[] {0, 100, 0, 0, 0, 0, 1}, NAME);
        byte[] plain = frame(phantom("u8-jpeg"));
        byte[] marked = join(
                Arrays.copyOf(plain, 2),
                new byte[] {(byte) 0xFF, (byte) 0xE0},
                word(jfif.length + 2),
                jfif,
                new byte[] {(byte) 0xFF, (byte) 0xEE},
                word(adobe.length + 2),
                adobe,
                Arrays.copyOfRange(plain, 2, plain.length));
        byte[] kept = frame(EmbeddedText.removedFrom(with(phantom("u8-jpeg"), List.of(marked))));
        JpegHeader header = JpegHeader.read(ByteBuffer.wrap(kept));
        assertThat(header.jfif()).isTrue();
        assertThat(header.adobeTransform()).isEqualTo(1);
        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("Quimby");
    }

    /** Behind SIZ (A.5.1) in the main header, and in the header of the first tile part, whose length then grows. */
    @ParameterizedTest
    @ValueSource(strings = {"u8-j2k", "s16-j2k"})
    void commentsOfJpeg2000Go(String name) throws IOException {
        byte[] plain = frame(phantom(name));
        byte[] comment = join(new byte[] {(byte) 0xFF, 0x64}, word(NAME.length + 4), word(1), NAME);
        int behindSiz = 4 + ByteBuffer.wrap(plain).getShort(4);
        byte[] inMain =
                join(Arrays.copyOf(plain, behindSiz), comment, Arrays.copyOfRange(plain, behindSiz, plain.length));
        assertTextGoes(phantom(name), List.of(inMain));

        int tile = indexOf(plain, new byte[] {(byte) 0xFF, (byte) 0x90});
        byte[] inTile =
                join(Arrays.copyOf(plain, tile + 12), comment, Arrays.copyOfRange(plain, tile + 12, plain.length));
        ByteBuffer length = ByteBuffer.wrap(inTile);
        length.putInt(tile + 6, length.getInt(tile + 6) + comment.length);
        assertTextGoes(phantom(name), List.of(inTile));
        assertTextGoes(
                phantom(name), List.of(Arrays.copyOf(inMain, 50), Arrays.copyOfRange(inMain, 50, inMain.length)));
    }

    @Test
    void boxesAroundACodestreamLoseTheirText() throws IOException {
        byte[] plain = frame(phantom("u8-j2k"));
        byte[] signature = {0, 0, 0, 12, 0x6A, 0x50, 0x20, 0x20, 0x0D, 0x0A, (byte) 0x87, 0x0A};
        byte[] xml = join(dword(8 + NAME.length), "xml ".getBytes(StandardCharsets.US_ASCII), NAME);
        byte[] box = join(dword(8 + plain.length), "jp2c".getBytes(StandardCharsets.US_ASCII), plain);
        assertTextGoes(phantom("u8-j2k"), List.of(join(signature, xml, box)));
    }

    @Test
    void soundStreamsStayTheVeryObjectTheyWere() {
        for (String name : List.of("u8-jpegls", "u8-rle", "u8-native")) {
            DicomObject object = phantom(name);
            assertThat(EmbeddedText.removedFrom(object)).as(name).isSameAs(object);
        }
    }

    @Test
    void bytesBehindTheLastPixelGo() {
        byte[] pixels = join(new byte[] {1, 2, 3, 4, 5, 6}, "QY".getBytes(StandardCharsets.US_ASCII));
        DicomObject object = TestImage.grey(2, 3, 8)
                .put(Element.bytes(Tags.PIXEL_DATA, Vr.OB, pixels))
                .object();
        Element kept =
                EmbeddedText.removedFrom(object).dataSet().get(Tags.PIXEL_DATA).orElseThrow();
        assertThat(kept.length()).isEqualTo(6);
    }

    @Test
    void aStreamThatCannotBeFollowedIsRefused() {
        for (byte[] damaged : List.of(
                new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xFE, 0, 99, 1, 2},
                new byte[] {(byte) 0xFF, (byte) 0xD8, 0, 0, 0, 0},
                new byte[] {1, 2, 3, 4})) {
            assertThatThrownBy(() -> EmbeddedText.removedFrom(with(phantom("u8-jpeg"), List.of(damaged))))
                    .isInstanceOf(PixelDecodeException.class);
        }
    }

    private static void assertTextGoes(DicomObject phantom, List<byte[]> fragments) throws IOException {
        DicomObject marked = with(phantom, fragments);
        assertThat(text(marked)).contains("Quimby");

        DicomObject kept = EmbeddedText.removedFrom(marked);

        assertThat(text(kept)).doesNotContain("Quimby").doesNotContain("4711");
        List<ByteBuffer> parts =
                kept.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments();
        assertThat(parts.stream().map(ByteBuffer::remaining))
                .isEqualTo(fragments.stream().map(part -> part.length).toList());
        assertThat(Frames.of(kept).decodeAll().sha256())
                .isEqualTo(Frames.of(phantom).decodeAll().sha256());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DicomWriter.write(kept, file);
        assertThat(file.toString(StandardCharsets.ISO_8859_1)).doesNotContain("Quimby");
    }

    private static DicomObject phantom(String name) {
        try (InputStream in = EmbeddedTextTest.class.getResourceAsStream("/phantom/" + name + ".dcm")) {
            return new Part10Parser().parse(in.readAllBytes());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static DicomObject with(DicomObject object, List<byte[]> fragments) {
        DataSet dataSet = object.dataSet().copy().put(Element.fragments(Tags.PIXEL_DATA, fragments));
        return new DicomObject(object.fileMeta(), dataSet, object.syntax());
    }

    private static byte[] frame(DicomObject object) {
        ByteBuffer fragment =
                object.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments().get(0);
        byte[] bytes = new byte[fragment.remaining()];
        fragment.get(bytes);
        return bytes;
    }

    private static String text(DicomObject object) {
        StringBuilder text = new StringBuilder();
        for (ByteBuffer part :
                object.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments()) {
            text.append(StandardCharsets.ISO_8859_1.decode(part.duplicate()));
        }
        return text.append(text.length() % 2 == 0 ? "" : "\0").toString();
    }

    private static int indexOf(byte[] bytes, byte[] wanted) {
        for (int i = 0; i < bytes.length - 1; i++) {
            if (bytes[i] == wanted[0] && bytes[i + 1] == wanted[1]) {
                return i;
            }
        }
        throw new AssertionError("no such marker");
    }

    private static byte[] word(int value) {
        return new byte[] {(byte) (value >> 8), (byte) value};
    }

    private static byte[] dword(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
