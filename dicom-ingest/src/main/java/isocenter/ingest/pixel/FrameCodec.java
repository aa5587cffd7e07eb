package isocenter.ingest.pixel;

import java.nio.ByteBuffer;

/** Decompresses one frame. Implementations are safe for use by several threads at once. */
interface FrameCodec {
    /**
     * Decodes a frame to raw sample values: interleaved, row-major, in the codestream's own precision, signed where the
     * codestream is. The caller cuts them to Bits Stored.
     *
     * @param encoded the frame's bytes, all fragments joined; position and limit may change
     * @param pixels what the object says of the frame
     * @throws PixelDecodeException when the frame is damaged, unsupported or unlike its description
     */
    Decoded decode(ByteBuffer encoded, PixelDescription pixels);

    /**
     * Raw samples.
     *
     * @param colours what the codestream itself says, where it can; else the object's own
     */
    record Decoded(int[] samples, ColourSpace colours) {}
}
