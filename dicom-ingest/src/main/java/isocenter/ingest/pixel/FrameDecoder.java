package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.TransferSyntax;
import java.nio.ByteBuffer;

/** Decodes the frames of one object: finds a frame's bytes, hands them to a codec, applies Bits Stored and sign. */
interface FrameDecoder {
    StoredFrame decode(int frame);

    /** For several frames in order. */
    default FrameCursor cursor() {
        return new FrameCursor() {
            private int reached;

            @Override
            public StoredFrame at(int frame) {
                if (frame < reached) {
                    throw new IllegalArgumentException("frame " + frame + " lies before frame " + reached);
                }
                reached = frame;
                return decode(frame);
            }

            @Override
            public void close() {}
        };
    }

    static FrameDecoder of(DicomObject object, PixelDescription pixels) {
        Element element = object.dataSet().get(pixels.element()).orElseThrow();
        if (!element.isEncapsulated()) {
            return pixels.isReal() ? new RealFrames(element, pixels) : new NativeFrames(element, pixels);
        }
        if (object.syntax().pixels() == TransferSyntax.Pixels.VIDEO) {
            return new VideoFrames(element, object.syntax(), pixels);
        }
        FrameCodec codec = codec(object.syntax());
        Fragments fragments = Fragments.of(object.dataSet(), element, pixels);
        return frame -> {
            ByteBuffer encoded = fragments.frame(frame);
            FrameCodec.Decoded decoded = codec.decode(encoded, pixels);
            int[] values = decoded.samples();
            for (int i = 0; i < values.length; i++) {
                values[i] = pixels.fromBits(values[i]); // a codestream's sign may be another than the object's
            }
            return new StoredFrame.Integers(
                    pixels.rows(),
                    pixels.columns(),
                    pixels.samples(),
                    decoded.colours(),
                    values,
                    pixels.bitsStored() == 32 && !pixels.signed());
        };
    }

    private static FrameCodec codec(TransferSyntax syntax) {
        return switch (syntax.pixels()) {
            case RLE -> new RleCodec();
            case JPEG -> new JpegCodec();
            case JPEG_LS -> new JpegLsCodec();
            case JPEG_2000 -> new Jpeg2000Codec();
            case DEFLATED_FRAME -> new PlainFrameCodec(true);
            case UNCOMPRESSED_FRAME -> new PlainFrameCodec(false);
            default -> throw new PixelDecodeException("pixel data of transfer syntax " + syntax + " cannot be decoded");
        };
    }
}
