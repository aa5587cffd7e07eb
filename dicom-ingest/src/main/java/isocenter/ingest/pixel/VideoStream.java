package isocenter.ingest.pixel;

import isocenter.ingest.dicom.TransferSyntax;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.Loader;

/** The pictures of a video in the order in which they are shown, decoded by FFmpeg one at a time. */
final class VideoStream implements AutoCloseable {
    /** AVERROR(EAGAIN): the decoder wants another packet first. */
    private static final int TRY_AGAIN = Loader.getPlatform().startsWith("macosx") ? -35 : -11;

    static {
        NativePicture.silence();
    }

    private final PixelDescription pixels;
    private final VideoInput input;
    private final AVCodecContext context;
    private final AVPacket packet;
    private final AVFrame frame;
    private boolean drained;

    VideoStream(FragmentInput bytes, TransferSyntax syntax, PixelDescription pixels) {
        this.pixels = pixels;
        int codec = codec(syntax);
        input = new VideoInput(bytes);
        packet = avcodec.av_packet_alloc();
        frame = avutil.av_frame_alloc();
        context = avcodec.avcodec_alloc_context3(avcodec.avcodec_find_decoder(codec));
        boolean open = false;
        try {
            AVStream stream = input.open(codec);
            require(avcodec.avcodec_parameters_to_context(context, stream.codecpar()));
            context.thread_count(1);
            context.flags(context.flags() | avcodec.AV_CODEC_FLAG_BITEXACT); // the same on every processor
            // not AV_EF_BITSTREAM: it takes the zeros that may follow an MPEG-2 slice, or a fragment, for damage
            context.err_recognition(avcodec.AV_EF_EXPLODE | avcodec.AV_EF_CRCCHECK);
            context.max_pixels((pixels.rows() + 256L) * (pixels.columns() + 256L));
            require(avcodec.avcodec_open2(context, context.codec(), (AVDictionary) null));
            open = true;
        } finally {
            if (!open) {
                close();
            }
        }
    }

    private static int codec(TransferSyntax syntax) {
        return switch (syntax.video()) {
            case MPEG_2 -> avcodec.AV_CODEC_ID_MPEG2VIDEO;
            case H_264 -> avcodec.AV_CODEC_ID_H264;
            case HEVC -> avcodec.AV_CODEC_ID_HEVC;
            case H_264_STEREO ->
                throw new PixelDecodeException("a stereo video cannot be decoded: one of its two views would be lost");
            case NONE -> throw new IllegalArgumentException(syntax + " is no video");
        };
    }

    /** The next picture; empty behind the last. */
    Optional<StoredFrame> next() {
        int result = avcodec.avcodec_receive_frame(context, frame);
        while (result == TRY_AGAIN) {
            if (drained) {
                throw damaged();
            }
            feed();
            result = avcodec.avcodec_receive_frame(context, frame);
        }
        if (result == avutil.AVERROR_EOF()) {
            return Optional.empty();
        }
        require(result);
        try {
            return Optional.of(picture());
        } finally {
            avutil.av_frame_unref(frame);
        }
    }

    private void feed() {
        if (!input.next(packet)) {
            drained = true;
            require(avcodec.avcodec_send_packet(context, null));
            return;
        }
        try {
            require(avcodec.avcodec_send_packet(context, packet));
        } finally {
            avcodec.av_packet_unref(packet);
        }
    }

    private StoredFrame picture() {
        NativePicture.requireSound(frame);
        if (frame.height() != pixels.rows() || frame.width() != pixels.columns()) {
            throw new PixelDecodeException("a picture of the video is " + frame.width() + " x " + frame.height()
                    + " where the object states " + pixels.columns() + " x " + pixels.rows());
        }
        int depth = NativePicture.depth(frame);
        if (depth != pixels.bitsStored()) {
            throw new PixelDecodeException(
                    "a picture of the video has " + depth + " bits where the object states " + pixels.bitsStored());
        }
        int[] samples = NativePicture.samples(frame, pixels.rows(), pixels.columns(), pixels.samples(), depth);
        return new StoredFrame.Integers(pixels.rows(), pixels.columns(), pixels.samples(), colours(), samples, false);
    }

    /** As the stream declares it, else as the object does. */
    private ColourSpace colours() {
        if (pixels.samples() == 1) {
            return ColourSpace.GREY;
        }
        int range = frame.color_range();
        if (range == avutil.AVCOL_RANGE_JPEG) {
            return ColourSpace.YBR_FULL;
        }
        return range == avutil.AVCOL_RANGE_MPEG ? ColourSpace.YBR_PARTIAL : pixels.colours();
    }

    private static void require(int result) {
        if (result < 0) {
            throw damaged();
        }
    }

    private static PixelDecodeException damaged() {
        return new PixelDecodeException("the video is damaged or of an unsupported kind");
    }

    @Override
    public void close() {
        avutil.av_frame_free(frame);
        avcodec.av_packet_free(packet);
        avcodec.avcodec_free_context(context);
        input.close();
    }
}
