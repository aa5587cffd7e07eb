package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Which fragments make up which frame (PS3.5 A.4): by the extended offset table, by the basic offset table, one to one,
 * or, where neither says, by the markers that end a codestream.
 */
final class Fragments {
    private final List<List<ByteBuffer>> frames;

    private Fragments(List<List<ByteBuffer>> frames) {
        this.frames = frames;
    }

    static Fragments of(DataSet dataSet, Element element, PixelDescription pixels) {
        List<ByteBuffer> fragments = element.fragments();
        if (fragments.isEmpty()) {
            throw new PixelDecodeException("the encapsulated pixel data has no fragment");
        }
        long[] offsets = extendedOffsets(dataSet);
        if (offsets.length == 0) {
            offsets = element.basicOffsetTable();
        }
        if (pixels.frames() == 1) {
            return new Fragments(List.of(fragments));
        }
        if (offsets.length == pixels.frames()) {
            return new Fragments(byOffsets(fragments, offsets));
        }
        if (offsets.length != 0) {
            throw new PixelDecodeException("the offset table has another number of frames than Number of Frames");
        }
        if (fragments.size() == pixels.frames()) {
            return new Fragments(fragments.stream().map(List::of).toList());
        }
        return new Fragments(byMarkers(fragments, pixels.frames()));
    }

    private static long[] extendedOffsets(DataSet dataSet) {
        ByteBuffer table = dataSet.get(Tags.EXTENDED_OFFSET_TABLE)
                .map(Element::bytes)
                .orElse(ByteBuffer.allocate(0))
                .order(ByteOrder.LITTLE_ENDIAN);
        long[] offsets = new long[table.remaining() / 8];
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = table.getLong();
        }
        return offsets;
    }

    private static List<List<ByteBuffer>> byOffsets(List<ByteBuffer> fragments, long[] offsets) {
        List<List<ByteBuffer>> frames = new ArrayList<>();
        long position = 0;
        for (ByteBuffer fragment : fragments) {
            if (frames.size() < offsets.length && offsets[frames.size()] == position) {
                frames.add(new ArrayList<>(1));
            }
            if (frames.isEmpty()) {
                break;
            }
            frames.get(frames.size() - 1).add(fragment);
            position += 8 + fragment.remaining() + (fragment.remaining() & 1);
        }
        if (frames.size() != offsets.length) {
            throw new PixelDecodeException("the offset table points to where no fragment begins");
        }
        return frames;
    }

    /** A frame ends with the fragment that ends with EOI (JPEG, JPEG-LS) or EOC (JPEG 2000): both are FF D9. */
    private static List<List<ByteBuffer>> byMarkers(List<ByteBuffer> fragments, int count) {
        List<List<ByteBuffer>> frames = new ArrayList<>();
        List<ByteBuffer> frame = new ArrayList<>();
        for (ByteBuffer fragment : fragments) {
            frame.add(fragment);
            if (endsCodestream(fragment)) {
                frames.add(frame);
                frame = new ArrayList<>();
            }
        }
        if (frames.size() != count || !frame.isEmpty()) {
            throw new PixelDecodeException("fragments cannot be told apart into frames: there is no offset table");
        }
        return frames;
    }

    private static boolean endsCodestream(ByteBuffer fragment) {
        int end = fragment.limit();
        if (end > fragment.position() && fragment.get(end - 1) != (byte) 0xD9) {
            end--; // one byte of padding
        }
        return end - fragment.position() >= 2
                && fragment.get(end - 1) == (byte) 0xD9
                && fragment.get(end - 2) == (byte) 0xFF;
    }

    /** The fragments of each frame. */
    List<List<ByteBuffer>> frames() {
        return frames;
    }

    /** The bytes of a frame; copied only where it has several fragments. */
    ByteBuffer frame(int frame) {
        List<ByteBuffer> parts = frames.get(frame);
        if (parts.size() == 1) {
            return parts.get(0).duplicate();
        }
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length > Integer.MAX_VALUE - 64) {
            throw new PixelDecodeException("a compressed frame is larger than 2 GiB");
        }
        ByteBuffer joined = ByteBuffer.allocate((int) length);
        parts.forEach(part -> joined.put(part.duplicate()));
        return joined.flip();
    }
}
