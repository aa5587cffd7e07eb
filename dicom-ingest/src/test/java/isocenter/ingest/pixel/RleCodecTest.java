package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Segments laid out by hand after PS3.5 annex G. */
class RleCodecTest {
    private static byte[] frame(byte[]... segments) {
        int size = 64;
        for (byte[] segment : segments) {
            size += segment.length;
        }
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(segments.length);
        int offset = 64;
        for (byte[] segment : segments) {
            buffer.putInt(offset);
            offset += segment.length;
        }
        buffer.position(64);
        for (byte[] segment : segments) {
            buffer.put(segment);
        }
        return buffer.array();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void literalAndReplicateRunsAndNoOperation() {
        byte[] segment = bytes(2, 10, 20, 30, -128, -3, 7, 0, 99);
        assertThat(TestImage.grey(2, 4, 8)
                        .frames(TransferSyntax.RLE_LOSSLESS, frame(segment))
                        .values())
                .containsExactly(10, 20, 30, 7, 7, 7, 7, 99);
    }

    @Test
    void theFirstSegmentIsTheMostSignificantByte() {
        byte[] frame = frame(bytes(1, 0x01, 0xFF), bytes(1, 0x02, 0xFE));
        assertThat(TestImage.grey(1, 2, 16)
                        .frames(TransferSyntax.RLE_LOSSLESS, frame)
                        .values())
                .containsExactly(0x0102, 0xFFFE);
        assertThat(TestImage.grey(1, 2, 16)
                        .stored(16, 15, true)
                        .frames(TransferSyntax.RLE_LOSSLESS, frame)
                        .values())
                .containsExactly(0x0102, -2);
    }

    @Test
    void coloursAreSegmentsWhateverThePlanarConfiguration() {
        byte[] frame = frame(bytes(1, 1, 2), bytes(1, 3, 4), bytes(1, 5, 6));
        for (int planar = 0; planar <= 1; planar++) {
            assertThat(TestImage.colour(1, 2, "RGB")
                            .integer(Tags.PLANAR_CONFIGURATION, planar)
                            .frames(TransferSyntax.RLE_LOSSLESS, frame)
                            .values())
                    .containsExactly(1, 3, 5, 2, 4, 6);
        }
    }

    @Test
    void refusesWhatIsDamaged() {
        refuses("shorter than its header", bytes(1, 2, 3));
        refuses("number of segments", frame(bytes(3, 1, 2, 3, 4), bytes(3, 1, 2, 3, 4)));
        refuses("ends before its last pixel", frame(bytes(1, 1, 2)));
        refuses("ends before its last pixel", frame(bytes(9, 1, 2)));
        refuses("ends before its last pixel", frame(bytes(-3)));
        byte[] outside = frame(bytes(3, 1, 2, 3, 4));
        outside[4] = (byte) 200;
        refuses("offset out of range", outside);
    }

    private static void refuses(String reason, byte[] frame) {
        assertThatThrownBy(() -> TestImage.grey(1, 4, 8)
                        .frames(TransferSyntax.RLE_LOSSLESS, frame)
                        .values())
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining(reason);
    }
}
