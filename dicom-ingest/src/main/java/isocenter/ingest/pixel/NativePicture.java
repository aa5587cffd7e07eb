package isocenter.ingest.pixel;

import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** Takes the samples out of a picture in FFmpeg's memory. */
final class NativePicture {
    private NativePicture() {}

    /** FFmpeg reports damage on standard error, where nobody can act on it. */
    static void silence() {
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    /** Refuses a picture that FFmpeg has patched up. */
    static void requireSound(AVFrame frame) {
        if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
            throw new PixelDecodeException("the compressed frame is damaged");
        }
    }

    /** Bits of a sample as FFmpeg holds it. */
    static int depth(AVFrame frame) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        return format == null ? 0 : format.comp(0).depth();
    }

    /**
     * Interleaved samples of the stated precision; subsampled chrominance is repeated.
     *
     * @param precision bits per sample of the codestream; FFmpeg aligns odd ones to the top of its own format
     */
    static int[] samples(AVFrame frame, int rows, int columns, int samples, int precision) {
        AVPixFmtDescriptor format = avutil.av_pix_fmt_desc_get(frame.format());
        long refused = avutil.AV_PIX_FMT_FLAG_PAL
                | avutil.AV_PIX_FMT_FLAG_BITSTREAM
                | avutil.AV_PIX_FMT_FLAG_HWACCEL
                | avutil.AV_PIX_FMT_FLAG_BE
                | avutil.AV_PIX_FMT_FLAG_FLOAT;
        if (format == null || (format.flags() & refused) != 0 || format.nb_components() != samples) {
            throw new PixelDecodeException("the compressed frame decodes to an unexpected layout");
        }
        boolean rgb = (format.flags() & avutil.AV_PIX_FMT_FLAG_RGB) != 0;
        int[] values = new int[rows * columns * samples];
        for (int c = 0; c < samples; c++) {
            boolean chroma = c > 0 && !rgb;
            Plane plane = new Plane(
                    frame.data(format.comp(c).plane()),
                    frame.linesize(format.comp(c).plane()),
                    format.comp(c).offset(),
                    format.comp(c).step(),
                    format.comp(c).shift(),
                    format.comp(c).depth(),
                    chroma ? format.log2_chroma_w() : 0,
                    chroma ? format.log2_chroma_h() : 0);
            plane.read(values, c, samples, rows, columns, precision);
        }
        return values;
    }

    /** One component in FFmpeg's memory; subsampled ones are repeated. */
    private record Plane(
            BytePointer data, int line, int offset, int step, int shift, int depth, int halvingsX, int halvingsY) {
        void read(int[] values, int component, int samples, int rows, int columns, int precision) {
            if (depth < precision) {
                throw new PixelDecodeException("the compressed frame decodes to fewer bits than it has");
            }
            boolean words = depth > 8;
            int right = shift + depth - precision;
            int mask = (1 << precision) - 1;
            int width = columns + (1 << halvingsX) - 1 >> halvingsX;
            byte[] row = new byte[(width - 1) * step + offset + (words ? 2 : 1)];
            int at = component;
            for (int y = 0; y < rows; y++) {
                if ((y & (1 << halvingsY) - 1) == 0) {
                    data.position((long) (y >> halvingsY) * line).get(row);
                }
                for (int x = 0; x < columns; x++, at += samples) {
                    int i = (x >> halvingsX) * step + offset;
                    int value = words ? row[i] & 0xFF | (row[i + 1] & 0xFF) << 8 : row[i] & 0xFF;
                    values[at] = value >>> right & mask;
                }
            }
        }
    }
}
