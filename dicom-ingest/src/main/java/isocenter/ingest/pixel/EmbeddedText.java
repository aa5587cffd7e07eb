package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes text out of pixel data where no pixel is: comments and application segments of JPEG and JPEG-LS, comments of JPEG
 * 2000, boxes around it, and whatever follows the last pixel. Bytes are overwritten where they stand, so that lengths and
 * offset tables stay true and the frames decode to the same values.
 */
public final class EmbeddedText {
    private EmbeddedText() {}

    /**
     * The object itself when it holds no such text, else one that shares everything but the changed fragments.
     *
     * @throws PixelDecodeException when a codestream cannot be followed to its end, or frames cannot be told apart
     */
    public static DicomObject removedFrom(DicomObject object) {
        Optional<Element> pixels = object.dataSet().get(Tags.PIXEL_DATA);
        if (pixels.isEmpty()) {
            return object;
        }
        Optional<Element> cleaned = pixels.get().isEncapsulated()
                ? encapsulated(object, pixels.get())
                : uncompressed(object.dataSet(), pixels.get());
        if (cleaned.isEmpty()) {
            return object;
        }
        DataSet changed = object.dataSet().copy().put(cleaned.get());
        return new DicomObject(object.fileMeta(), changed, object.syntax(), object.assumptions());
    }

    private static Optional<Element> uncompressed(DataSet dataSet, Element pixels) {
        PixelDescription description = PixelDescription.of(dataSet);
        long bits = description.samples() == 3 && description.isNative422()
                ? description.pixels() * 16L
                : (long) description.samplesPerFrame() * description.bitsAllocated();
        // What is longer than padding can be says that the description is wrong: such a picture is refused, not cut.
        NativeSize.check(pixels.length(), bits, description.frames());
        long needed = (bits * description.frames() + 7) / 8;
        needed += needed & 1; // in words of big endian the last byte of all may be the last but one pixel's
        return needed < pixels.length() ? Optional.of(pixels.cutTo((int) needed)) : Optional.empty();
    }

    private static Optional<Element> encapsulated(DicomObject object, Element pixels) {
        Blanker blanker = blanker(object.syntax());
        if (blanker == null) {
            return Optional.empty();
        }
        Fragments fragments = Fragments.of(object.dataSet(), pixels, PixelDescription.of(object.dataSet()));
        List<ByteBuffer> all = new ArrayList<>();
        boolean changed = false;
        for (List<ByteBuffer> parts : fragments.frames()) {
            ByteBuffer joined = joined(parts);
            if (blanker.blank(joined)) {
                changed = true;
                all.addAll(split(joined, parts));
            } else {
                all.addAll(parts);
            }
        }
        return changed ? Optional.of(pixels.withFragments(all)) : Optional.empty();
    }

    /** Null where a stream has no place for text, or cannot be decoded and so will not be kept. */
    private static @Nullable Blanker blanker(TransferSyntax syntax) {
        return switch (syntax.pixels()) {
            case JPEG -> frame -> new JpegText(frame, false).blank();
            case JPEG_LS -> frame -> new JpegText(frame, true).blank();
            case JPEG_2000 -> frame -> new Jpeg2000Text(frame).blank();
            case RLE -> EmbeddedText::blankRleHeader;
            default -> null;
        };
    }

    /** Overwrites text in a frame's bytes, a copy that may be changed; true when there was some. */
    private interface Blanker {
        boolean blank(ByteBuffer frame);
    }

    private static ByteBuffer joined(List<ByteBuffer> parts) {
        long length = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        if (length > Integer.MAX_VALUE - 64) {
            throw new PixelDecodeException("a compressed frame is larger than 2 GiB");
        }
        ByteBuffer joined = ByteBuffer.allocate((int) length);
        parts.forEach(part -> joined.put(part.duplicate()));
        return joined.flip();
    }

    private static List<ByteBuffer> split(ByteBuffer joined, List<ByteBuffer> parts) {
        List<ByteBuffer> split = new ArrayList<>();
        int at = 0;
        for (ByteBuffer part : parts) {
            split.add(joined.slice(at, part.remaining()));
            at += part.remaining();
        }
        return split;
    }

    /** Behind the offsets of its segments an RLE header has room that nobody reads (PS3.5 G.5). */
    private static boolean blankRleHeader(ByteBuffer frame) {
        int segments = frame.limit() >= 64 ? frame.get(0) & 0xFF : 15;
        return blank(frame, 4 + 4 * Math.min(segments, 15), Math.min(64, frame.limit()), (byte) 0);
    }

    /** Fills a range; true when something else stood there. */
    static boolean blank(ByteBuffer frame, int from, int to, byte filler) {
        boolean changed = false;
        for (int i = from; i < to; i++) {
            changed |= frame.get(i) != filler;
            frame.put(i, filler);
        }
        return changed;
    }
}
