package isocenter.ingest.pixel;

import java.util.concurrent.Semaphore;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avformat.Read_packet_Pointer_BytePointer_int;
import org.bytedeco.ffmpeg.avformat.Seek_Pointer_long_int;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.global.avcodec;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Pointer;

/**
 * The packets of the one video stream in encapsulated pixel data (PS3.5 8.2.5 to 8.2.8): MPEG transport, program and
 * elementary streams and MP4. Only these containers are opened, and nothing outside the fragments is ever read. A stream
 * of anything else beside the pictures is refused: a voice or a caption may name the patient.
 */
final class VideoInput implements AutoCloseable {
    /** JavaCPP has ten callbacks of a kind; more videos at once wait here. */
    private static final Semaphore AT_ONCE = new Semaphore(8);

    private static final int BUFFER = 1 << 16;
    private static final String CONTAINERS = "mpegts,mpeg,mpegvideo,h264,hevc,mov,mp4,mov,mp4,m4a,3gp,3g2,mj2";

    private final FragmentInput input;
    private final Read read;
    private final Seek seek;
    private final AVIOContext io;
    private final AVFormatContext format;
    private boolean opened;

    VideoInput(FragmentInput input) {
        AT_ONCE.acquireUninterruptibly();
        this.input = input;
        synchronized (AT_ONCE) { // JavaCPP hands its callbacks out without a lock of its own
            read = new Read();
            seek = new Seek();
        }
        BytePointer buffer = new BytePointer(avutil.av_malloc(BUFFER)).capacity(BUFFER);
        io = avformat.avio_alloc_context(buffer, BUFFER, 0, null, read, null, seek);
        format = avformat.avformat_alloc_context();
        format.pb(io);
    }

    /**
     * Finds the video.
     *
     * @param codec FFmpeg's number of the only codec that is welcome
     */
    AVStream open(int codec) {
        AVDictionary options = new AVDictionary(null);
        try {
            avutil.av_dict_set(options, "format_whitelist", CONTAINERS, 0);
            avutil.av_dict_set(options, "protocol_whitelist", "none", 0);
            // a failed opening frees the format itself
            if (avformat.avformat_open_input(format, (String) null, null, options) < 0) {
                throw new PixelDecodeException("the pixel data holds no video of a known container");
            }
            opened = true;
            if (avformat.avformat_find_stream_info(format, (AVDictionary) null) < 0) {
                throw new PixelDecodeException("the video is damaged");
            }
        } finally {
            avutil.av_dict_free(options);
        }
        if (format.nb_streams() != 1) {
            throw new PixelDecodeException(
                    "the video holds other streams beside its pictures, such as sound, which may tell who the patient"
                            + " is: remove them first");
        }
        AVStream stream = format.streams(0);
        if (stream.codecpar().codec_id() != codec) {
            throw new PixelDecodeException("the video is coded otherwise than its transfer syntax says");
        }
        return stream;
    }

    /** Fills the packet; false at the end of the stream. */
    boolean next(AVPacket packet) {
        int result = avformat.av_read_frame(format, packet);
        if (result == avutil.AVERROR_EOF()) {
            return false;
        }
        if (result < 0 || (packet.flags() & avcodec.AV_PKT_FLAG_CORRUPT) != 0) {
            throw new PixelDecodeException("the video is damaged");
        }
        return true;
    }

    @Override
    public void close() {
        try {
            if (opened) {
                avformat.avformat_close_input(format);
            }
            avutil.av_free(io.buffer());
            avformat.avio_context_free(io);
            synchronized (AT_ONCE) {
                read.close();
                seek.close();
            }
        } finally {
            AT_ONCE.release();
        }
    }

    private final class Read extends Read_packet_Pointer_BytePointer_int {
        private final byte[] bytes = new byte[BUFFER];

        @Override
        public int call(Pointer opaque, BytePointer target, int size) {
            int count = input.read(bytes, size);
            if (count < 0) {
                return avutil.AVERROR_EOF();
            }
            target.put(bytes, 0, count);
            return count;
        }
    }

    private final class Seek extends Seek_Pointer_long_int {
        private static final int FROM_HERE = 1;
        private static final int FROM_END = 2;
        private static final int SIZE = 0x10000;
        private static final int KINDS = 0x1FFFF;

        @Override
        public long call(Pointer opaque, long offset, int whence) {
            long target = offset;
            switch (whence & KINDS) {
                case SIZE -> {
                    return input.length();
                }
                case FROM_HERE -> target += input.position();
                case FROM_END -> target += input.length();
                default -> {}
            }
            if (target < 0 || target > input.length()) {
                return -1;
            }
            input.position(target);
            return target;
        }
    }
}
