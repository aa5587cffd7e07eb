package isocenter.ingest.pixel;

import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Tags;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Objects;

/**
 * The frames of an object, decoded one at a time when asked for. Safe for use by several threads at once, as long as
 * nobody changes the object's data set.
 */
public final class Frames {
    private final DataSet dataSet;
    private final PixelDescription description;
    private final FrameDecoder decoder;

    private Frames(DataSet dataSet, PixelDescription description, FrameDecoder decoder) {
        this.dataSet = dataSet;
        this.description = description;
        this.decoder = decoder;
    }

    /** True when the object has pixel data at all; reports, plans and the like have none. */
    public static boolean present(DicomObject object) {
        return PixelDescription.present(object.dataSet());
    }

    /**
     * Checks the image description; decodes nothing yet.
     *
     * @throws PixelDecodeException when there is no pixel data, its description is missing, contradicts itself or exceeds
     *     the limits, or frames cannot be told apart
     */
    public static Frames of(DicomObject object) {
        PixelDescription description = PixelDescription.of(object.dataSet());
        return new Frames(object.dataSet(), description, FrameDecoder.of(object, description));
    }

    public int count() {
        return description.frames();
    }

    public int rows() {
        return description.rows();
    }

    public int columns() {
        return description.columns();
    }

    /** Samples per pixel, 1 or 3. */
    public int samples() {
        return description.samples();
    }

    /** Bits Allocated; 32 or 64 for real values. */
    public int bitsAllocated() {
        return description.bitsAllocated();
    }

    /** True when stored values have a sign. */
    public boolean signed() {
        return description.signed();
    }

    /** Photometric Interpretation as the object states it. */
    public String photometric() {
        return description.photometric();
    }

    /**
     * Decodes one frame.
     *
     * @param frame counted from 0
     * @throws PixelDecodeException when it cannot be decoded exactly
     */
    public StoredFrame stored(int frame) {
        return decoder.decode(Objects.checkIndex(frame, count()));
    }

    /** Opens a pass through several frames in order, which for a video is the only cheap way. */
    public FrameCursor cursor() {
        FrameCursor cursor = decoder.cursor();
        return new FrameCursor() {
            @Override
            public StoredFrame at(int frame) {
                return cursor.at(Objects.checkIndex(frame, count()));
            }

            @Override
            public void close() {
                cursor.close();
            }
        };
    }

    /** Decodes one frame and brings it to modality units; colour becomes luminance. */
    public GreyImage grey(int frame) {
        return grey(frame, stored(frame));
    }

    /** Decodes one colour frame for a display; grey ones come out grey, by {@link GreyImage#display}. */
    public ColourImage colour(int frame) {
        StoredFrame stored = stored(frame);
        return stored.colours() == ColourSpace.GREY
                ? ColourImage.grey(grey(frame, stored))
                : ColourImage.of((StoredFrame.Integers) stored, dataSet, description.bitsStored());
    }

    /** True for objects whose frames have colour, by palette or by three samples. */
    public boolean isColour() {
        return description.samples() > 1 || description.photometric().equals("PALETTE COLOR");
    }

    /** Brings a frame that {@link #stored} gave to modality units without decoding it again. */
    public GreyImage grey(int frame, StoredFrame stored) {
        FunctionalGroups groups = new FunctionalGroups(dataSet);
        ModalityLut modality = description.samples() > 1 || stored.colours() == ColourSpace.PALETTE
                ? ModalityLut.IDENTITY
                : ModalityLut.of(groups.of(frame, Tags.PIXEL_VALUE_TRANSFORMATION_SEQUENCE), description.signed());
        float[] values = GreyValues.of(stored, modality, dataSet, description.bitsStored());
        Rendering rendering =
                RenderingReader.read(dataSet, groups.of(frame, Tags.FRAME_VOI_LUT_SEQUENCE), description, modality);
        return new GreyImage(rows(), columns(), values, rendering);
    }

    /**
     * One frame's bytes as the object has them, a codestream where it is encapsulated.
     *
     * @param frame counted from 0
     * @throws PixelDecodeException for frames of single bits, which need not begin at a byte
     */
    public ByteBuffer encoded(int frame) {
        return decoder.encoded(java.util.Objects.checkIndex(frame, count()));
    }

    /**
     * One frame's bytes, decoded and little endian; samples interleaved. Nothing goes with them that names their colours,
     * so that those of an object that states RGB are RGB, though its JPEG frames may hold luminance and chrominance.
     */
    public ByteBuffer uncompressed(int frame) {
        StoredFrame stored = stored(frame);
        return Uncompressed.bytes(
                description.photometric().equals("RGB") && stored instanceof StoredFrame.Integers integers
                        ? ColourImage.inRgb(integers, description.bitsStored())
                        : stored,
                description);
    }

    PixelDescription description() {
        return description;
    }

    /**
     * What is left of all frames when each has been decoded.
     *
     * @param sha256 lower-case hex SHA-256 over the canonical form of all frames in order ({@link StoredFrame#update}):
     *     equal for the same pixels in whichever transfer syntax
     * @param first the first frame
     */
    public record Decoded(String sha256, StoredFrame first) {}

    /** Sees each frame while it is decoded. */
    public interface Visitor {
        void visit(int index, StoredFrame frame);
    }

    /**
     * Decodes every frame, one after the other.
     *
     * @throws PixelDecodeException when one cannot be decoded exactly
     */
    public Decoded decodeAll() {
        return decodeAll((index, frame) -> {});
    }

    /** As {@link #decodeAll()}, showing every frame on its way. */
    public Decoded decodeAll(Visitor visitor) {
        MessageDigest digest = Sha256.digest();
        try (FrameCursor cursor = cursor()) {
            StoredFrame first = cursor.at(0);
            first.update(digest);
            visitor.visit(0, first);
            for (int index = 1; index < count(); index++) {
                StoredFrame frame = cursor.at(index);
                frame.update(digest);
                visitor.visit(index, frame);
            }
            return new Decoded(Sha256.hex(digest), first);
        }
    }
}
