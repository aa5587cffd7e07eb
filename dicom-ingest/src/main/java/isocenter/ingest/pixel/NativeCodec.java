package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVPixFmtDescriptor;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/**
 * FFmpeg's still-picture decoders. Each frame gets a context of its own: a JPEG without tables would otherwise be decoded
 * with those of the frame before it. Any damage that FFmpeg notices is an error here.
 */
enum NativeCodec {
    JPEG(avcodec.AV_CODEC_ID_MJPEG),
    JPEG_2000(avcodec.AV_CODEC_ID_JPEG2000);

    static {
        // FFmpeg reports damage on standard error, where nobody can act on it
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    private final int id;

    NativeCodec(int id) {
        this.id = id;
    }

    /**
     * Decodes one picture to interleaved samples of the stated precision.
     *
     * @param precision bits per sample of the codestream; FFmpeg aligns odd ones to the top of its own format
     */
    int[] decode(ByteBuffer encoded, int rows, int columns, int samples, int precision) {
        AVCodec codec = avcodec.avcodec_find_decoder(id);
        AVCodecContext context = avcodec.avcodec_alloc_context3(codec);
        AVPacket packet = avcodec.av_packet_alloc();
        AVFrame frame = avutil.av_frame_alloc();
        try {
            context.thread_count(1);
            context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK | avcodec.AV_EF_BITSTREAM);
            context.max_pixels((rows + 256L) * (columns + 256L)); // FFmpeg counts its own margins
            require(avcodec.avcodec_open2(context, codec, (AVDictionary) null));
            require(avcodec.av_new_packet(packet, encoded.remaining()));
            packet.data().capacity(encoded.remaining()).asByteBuffer().put(encoded.duplicate());
            require(avcodec.avcodec_send_packet(context, packet));
            require(avcodec.avcodec_receive_frame(context, frame));
            if (frame.decode_error_flags() != 0 || (frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
                throw new PixelDecodeException("the compressed frame is damaged");
            }
            if (frame.height() != rows || frame.width() != columns) {
                throw new PixelDecodeException("the compressed frame has another size than its header states");
            }
            return samples(frame, rows, columns, samples, precision);
        } finally {
            avutil.av_frame_free(frame);
            avcodec.av_packet_free(packet);
            avcodec.avcodec_free_context(context);
        }
    }

    private static void require(int result) {
        if (result < 0) {
            throw new PixelDecodeException("the compressed frame is damaged or of an unsupported kind");
        }
    }

    private static int[] samples(AVFrame frame, int rows, int columns, int samples, int precision) {
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
