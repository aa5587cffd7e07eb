package isocenter.ingest.pixel;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * FFmpeg's still-picture decoders. Each frame gets a context of its own: a JPEG without tables would otherwise be decoded
 * with those of the frame before it. Any damage that FFmpeg notices is an error here.
 */
enum NativeCodec {
    JPEG(avcodec.AV_CODEC_ID_MJPEG),
    JPEG_2000(avcodec.AV_CODEC_ID_JPEG2000);

    static {
        NativePicture.silence();
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
            NativePicture.requireSound(frame);
            if (frame.height() != rows || frame.width() != columns) {
                throw new PixelDecodeException("the compressed frame has another size than its header states");
            }
            return NativePicture.samples(frame, rows, columns, samples, precision);
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
}
