package isocenter.ingest.pixel;

import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.TransferSyntax;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The frames of an encapsulated video. A single one costs the decoding of all before it: use a cursor for several. */
final class VideoFrames implements FrameDecoder {
    private final List<ByteBuffer> fragments;
    private final TransferSyntax syntax;
    private final PixelDescription pixels;

    VideoFrames(Element element, TransferSyntax syntax, PixelDescription pixels) {
        this.fragments = element.fragments();
        this.syntax = syntax;
        this.pixels = pixels;
        if (fragments.isEmpty()) {
            throw new PixelDecodeException("the encapsulated pixel data has no fragment");
        }
    }

    @Override
    public StoredFrame decode(int frame) {
        try (FrameCursor cursor = cursor()) {
            return cursor.at(frame);
        }
    }

    @Override
    public FrameCursor cursor() {
        return new Cursor();
    }

    private final class Cursor implements FrameCursor {
        private final VideoStream stream = new VideoStream(new FragmentInput(fragments), syntax, pixels);
        private int shown = -1;
        private @Nullable StoredFrame last;

        @Override
        public StoredFrame at(int frame) {
            if (frame < shown) {
                throw new IllegalArgumentException("frame " + frame + " lies before frame " + shown);
            }
            while (shown < frame) {
                last = stream.next().orElse(null);
                if (last == null) {
                    throw new PixelDecodeException("the video ends after " + (shown + 1)
                            + " frames where Number of Frames states " + pixels.frames());
                }
                shown++;
            }
            StoredFrame current = last;
            if (current == null) {
                throw new IllegalArgumentException("frames are counted from 0");
            }
            if (frame == pixels.frames() - 1 && stream.next().isPresent()) {
                throw new PixelDecodeException(
                        "the video holds more frames than Number of Frames states, " + pixels.frames());
            }
            return current;
        }

        @Override
        public void close() {
            stream.close();
        }
    }

    @Override
    public ByteBuffer encoded(int frame) {
        throw new PixelDecodeException("a picture of a video has no bytes of its own: ask for it decoded");
    }
}
