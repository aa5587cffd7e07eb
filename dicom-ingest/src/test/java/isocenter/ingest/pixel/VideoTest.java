package isocenter.ingest.pixel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Element;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.dicom.TransferSyntax;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One moving picture (video_phantom.py) in each kind of video: what PyAV makes of it, and where things must be seen. */
class VideoTest {
    private static final int ROWS = 48;
    private static final int COLUMNS = 64;
    private static final int FRAMES = 12;
    /** Of 255, between the formula and its lossy coding. */
    private static final int CODING_ERROR = 12;

    private static DicomObject video(String name) {
        return new Part10Parser().parse(resource(name + ".dcm"));
    }

    private static byte[] resource(String name) {
        try (InputStream in = VideoTest.class.getResourceAsStream("/video/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The formula of video_phantom.py. */
    private static int luminance(int frame, int y, int x) {
        boolean moving = x >= 4 + 3 * frame && x < 12 + 3 * frame && y >= 6 && y < 18;
        return moving ? 220 : 40 + x + y + (y > 36 && x < 20 ? 60 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpeg2-ts", "mpeg2-elementary", "h264-mp4", "h264-ts", "hevc-mp4", "hevc10-mp4"})
    void everyFrameIsThePeersFrame(String name) throws IOException {
        JsonNode peer = new ObjectMapper().readTree(resource("frames.json")).get(name);
        Frames frames = Frames.of(video(name));
        assertThat(frames.count()).isEqualTo(FRAMES);
        try (FrameCursor cursor = frames.cursor()) {
            for (int frame = 0; frame < FRAMES; frame++) {
                StoredFrame stored = cursor.at(frame);
                assertThat(stored.colours()).isEqualTo(ColourSpace.YBR_PARTIAL);
                assertThat(stored.sha256())
                        .as("frame %d", frame)
                        .isEqualTo(peer.get(frame).asText());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpeg2-ts", "h264-mp4", "hevc10-mp4"})
    void theBlockMovesToTheRightInTheUpperHalf(String name) {
        Frames frames = Frames.of(video(name));
        int shift = name.contains("10") ? 2 : 0;
        for (int frame : new int[] {0, 5, 11}) {
            StoredFrame stored = frames.stored(frame);
            for (int[] place : new int[][] {{12, 8}, {12, 23}, {12, 41}, {40, 10}, {40, 50}, {3, 60}}) {
                double value = stored.at((place[0] * COLUMNS + place[1]) * 3) / (1 << shift);
                assertThat(value)
                        .as("frame %d at %d, %d", frame, place[0], place[1])
                        .isCloseTo(luminance(frame, place[0], place[1]), within((double) CODING_ERROR));
            }
        }
    }

    @Test
    void blackIsSixteenAndWhiteIs235() {
        Frames frames = Frames.of(video("h264-mp4"));
        StoredFrame stored = frames.stored(3);
        GreyImage grey = frames.grey(3, stored);
        float[] display = grey.display();
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            double expected = Math.min(1, Math.max(0, (stored.at(3 * i) - 16) / 219));
            assertThat((double) display[i]).isCloseTo(expected, within(1e-5));
        }
    }

    @Test
    void framesMayBeLeftOutButNotBeTakenBackwards() {
        Frames frames = Frames.of(video("h264-mp4"));
        StoredFrame seventh = frames.stored(7);
        try (FrameCursor cursor = frames.cursor()) {
            assertThat(cursor.at(2)).isEqualTo(frames.stored(2));
            assertThat(cursor.at(7)).isEqualTo(seventh);
            assertThat(cursor.at(7)).isEqualTo(seventh);
            assertThatThrownBy(() -> cursor.at(6)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {FRAMES - 1, FRAMES + 1, 500})
    void anotherNumberOfFramesIsRefused(int stated) {
        DicomObject video = video("mpeg2-ts");
        video.dataSet().putText(Tags.NUMBER_OF_FRAMES, Integer.toString(stated));
        assertThatThrownBy(() -> Frames.of(video).decodeAll())
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining("Number of Frames");
    }

    @Test
    void anotherSizeOrCodecOrDepthIsRefused() {
        DicomObject turned = video("h264-mp4");
        turned.dataSet().putIntegers(Tags.ROWS, COLUMNS).putIntegers(Tags.COLUMNS, ROWS);
        refused(turned, "64 x 48 where the object states 48 x 64");
        DicomObject mislabelled = video("h264-mp4");
        refused(
                new DicomObject(
                        mislabelled.fileMeta(),
                        mislabelled.dataSet(),
                        TransferSyntax.of("1.2.840.10008.1.2.4.107").orElseThrow()),
                "otherwise than its transfer syntax says");
        refused(
                new DicomObject(
                        mislabelled.fileMeta(),
                        mislabelled.dataSet(),
                        TransferSyntax.of("1.2.840.10008.1.2.4.106").orElseThrow()),
                "stereo");
        DicomObject shallow = video("hevc10-mp4");
        shallow.dataSet().putIntegers(Tags.BITS_STORED, 12).putIntegers(Tags.HIGH_BIT, 11);
        refused(shallow, "10 bits where the object states 12");
    }

    @Test
    void aVoiceIsRefused() {
        refused(video("h264-sound"), "such as sound");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mpeg2-ts", "h264-mp4", "h264-ts", "hevc-mp4"})
    void whatIsCutOffOrNoVideoIsRefused(String name) {
        byte[] whole = bytes(video(name));
        for (int length : new int[] {0, 10, whole.length / 3, whole.length * 2 / 3}) {
            DicomObject cut = video(name);
            cut.dataSet().put(Element.fragments(Tags.PIXEL_DATA, List.of(Arrays.copyOf(whole, length))));
            refused(cut, "");
        }
        DicomObject playlist = video(name);
        playlist.dataSet()
                .put(Element.fragments(
                        Tags.PIXEL_DATA,
                        List.of("#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/hostname\n".getBytes())));
        refused(playlist, "no video of a known container");
    }

    @Test
    void severalVideosAtOnce() throws InterruptedException, ExecutionException {
        String sha256 = Frames.of(video("h264-mp4")).decodeAll().sha256();
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            List<Future<String>> results = IntStream.range(0, 60)
                    .mapToObj(i -> threads.submit(
                            () -> Frames.of(video("h264-mp4")).decodeAll().sha256()))
                    .toList();
            for (Future<String> result : results) {
                assertThat(result.get()).isEqualTo(sha256);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static byte[] bytes(DicomObject video) {
        List<ByteBuffer> fragments =
                video.dataSet().get(Tags.PIXEL_DATA).orElseThrow().fragments();
        ByteBuffer all = ByteBuffer.allocate(
                fragments.stream().mapToInt(ByteBuffer::remaining).sum());
        fragments.forEach(all::put);
        return all.array();
    }

    private static void refused(DicomObject video, String reason) {
        assertThatThrownBy(() -> Frames.of(video).decodeAll())
                .isInstanceOf(PixelDecodeException.class)
                .hasMessageContaining(reason);
    }
}
