package isocenter.ingest.dicom;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How a data set and its pixels are encoded (PS3.5 annex A, PS3.6 annex A). */
public enum TransferSyntax {
    IMPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2", Pixels.NATIVE),
    EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1", Pixels.NATIVE),
    DEFLATED_EXPLICIT_LITTLE_ENDIAN("1.2.840.10008.1.2.1.99", Pixels.NATIVE),
    EXPLICIT_BIG_ENDIAN("1.2.840.10008.1.2.2", Pixels.NATIVE),
    ENCAPSULATED_UNCOMPRESSED("1.2.840.10008.1.2.1.98", Pixels.UNCOMPRESSED_FRAME),
    DEFLATED_IMAGE_FRAME("1.2.840.10008.1.2.8.1", Pixels.DEFLATED_FRAME),
    RLE_LOSSLESS("1.2.840.10008.1.2.5", Pixels.RLE),
    JPEG_BASELINE("1.2.840.10008.1.2.4.50", Pixels.JPEG),
    JPEG_EXTENDED("1.2.840.10008.1.2.4.51", Pixels.JPEG),
    JPEG_EXTENDED_3_5("1.2.840.10008.1.2.4.52", Pixels.JPEG),
    JPEG_SPECTRAL_SELECTION("1.2.840.10008.1.2.4.53", Pixels.JPEG),
    JPEG_SPECTRAL_SELECTION_7_9("1.2.840.10008.1.2.4.54", Pixels.JPEG),
    JPEG_FULL_PROGRESSION("1.2.840.10008.1.2.4.55", Pixels.JPEG),
    JPEG_FULL_PROGRESSION_11_13("1.2.840.10008.1.2.4.56", Pixels.JPEG),
    JPEG_LOSSLESS("1.2.840.10008.1.2.4.57", Pixels.JPEG),
    JPEG_LOSSLESS_SV1("1.2.840.10008.1.2.4.70", Pixels.JPEG),
    JPEG_LS_LOSSLESS("1.2.840.10008.1.2.4.80", Pixels.JPEG_LS),
    JPEG_LS_NEAR_LOSSLESS("1.2.840.10008.1.2.4.81", Pixels.JPEG_LS),
    JPEG_2000_LOSSLESS("1.2.840.10008.1.2.4.90", Pixels.JPEG_2000),
    JPEG_2000("1.2.840.10008.1.2.4.91", Pixels.JPEG_2000),
    JPEG_2000_MULTICOMPONENT_LOSSLESS("1.2.840.10008.1.2.4.92", Pixels.JPEG_2000),
    JPEG_2000_MULTICOMPONENT("1.2.840.10008.1.2.4.93", Pixels.JPEG_2000),
    HTJ2K_LOSSLESS("1.2.840.10008.1.2.4.201", Pixels.JPEG_2000),
    HTJ2K_LOSSLESS_RPCL("1.2.840.10008.1.2.4.202", Pixels.JPEG_2000),
    HTJ2K("1.2.840.10008.1.2.4.203", Pixels.JPEG_2000),
    MPEG2_MAIN("1.2.840.10008.1.2.4.100", Video.MPEG_2),
    MPEG2_MAIN_FRAGMENTABLE("1.2.840.10008.1.2.4.100.1", Video.MPEG_2),
    MPEG2_HIGH("1.2.840.10008.1.2.4.101", Video.MPEG_2),
    MPEG2_HIGH_FRAGMENTABLE("1.2.840.10008.1.2.4.101.1", Video.MPEG_2),
    MPEG4_HIGH_4_1("1.2.840.10008.1.2.4.102", Video.H_264),
    MPEG4_HIGH_4_1_FRAGMENTABLE("1.2.840.10008.1.2.4.102.1", Video.H_264),
    MPEG4_BLURAY_4_1("1.2.840.10008.1.2.4.103", Video.H_264),
    MPEG4_BLURAY_4_1_FRAGMENTABLE("1.2.840.10008.1.2.4.103.1", Video.H_264),
    MPEG4_2D_4_2("1.2.840.10008.1.2.4.104", Video.H_264),
    MPEG4_2D_4_2_FRAGMENTABLE("1.2.840.10008.1.2.4.104.1", Video.H_264),
    MPEG4_3D_4_2("1.2.840.10008.1.2.4.105", Video.H_264),
    MPEG4_3D_4_2_FRAGMENTABLE("1.2.840.10008.1.2.4.105.1", Video.H_264),
    MPEG4_STEREO_4_2("1.2.840.10008.1.2.4.106", Video.H_264_STEREO),
    MPEG4_STEREO_4_2_FRAGMENTABLE("1.2.840.10008.1.2.4.106.1", Video.H_264_STEREO),
    HEVC_MAIN_5_1("1.2.840.10008.1.2.4.107", Video.HEVC),
    HEVC_MAIN_10_5_1("1.2.840.10008.1.2.4.108", Video.HEVC),
    JPEG_XL_LOSSLESS("1.2.840.10008.1.2.4.110", Pixels.JPEG_XL),
    JPEG_XL_RECOMPRESSION("1.2.840.10008.1.2.4.111", Pixels.JPEG_XL),
    JPEG_XL("1.2.840.10008.1.2.4.112", Pixels.JPEG_XL);

    /** The family of codecs that a frame of pixel data needs. */
    public enum Pixels {
        NATIVE,
        UNCOMPRESSED_FRAME,
        DEFLATED_FRAME,
        RLE,
        JPEG,
        JPEG_LS,
        JPEG_2000,
        JPEG_XL,
        VIDEO
    }

    /** How a video is coded. */
    public enum Video {
        NONE,
        MPEG_2,
        H_264,
        H_264_STEREO,
        HEVC
    }

    private static final Map<String, TransferSyntax> BY_UID =
            Arrays.stream(values()).collect(Collectors.toMap(TransferSyntax::uid, Function.identity()));

    private final String uid;
    private final Pixels pixels;
    private final Video video;

    TransferSyntax(String uid, Pixels pixels) {
        this.uid = uid;
        this.pixels = pixels;
        this.video = Video.NONE;
    }

    TransferSyntax(String uid, Video video) {
        this.uid = uid;
        this.pixels = Pixels.VIDEO;
        this.video = video;
    }

    public static Optional<TransferSyntax> of(String uid) {
        return Optional.ofNullable(BY_UID.get(uid));
    }

    public String uid() {
        return uid;
    }

    public Pixels pixels() {
        return pixels;
    }

    public Video video() {
        return video;
    }

    public boolean explicitVr() {
        return this != IMPLICIT_LITTLE_ENDIAN;
    }

    public boolean bigEndian() {
        return this == EXPLICIT_BIG_ENDIAN;
    }

    /** True where the whole data set is deflated. */
    public boolean deflated() {
        return this == DEFLATED_EXPLICIT_LITTLE_ENDIAN;
    }

    /** True where pixel data is a sequence of fragments. */
    public boolean encapsulated() {
        return pixels != Pixels.NATIVE;
    }
}
