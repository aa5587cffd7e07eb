package isocenter.annotate.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BitFramesTest {
    /** By hand: 3 pixels a frame, so that the third frame crosses a byte. */
    @Test
    void framesFollowEachOtherWithoutAGap() {
        boolean[] one = {true, false, true};
        boolean[] two = {false, true, true};
        boolean[] three = {true, false, true};
        assertThat(BitFrames.pack(List.of(one, two, three))).containsExactly(0b01_110_101, 0b1);
    }

    @Test
    void randomFramesOfAnySizeComeBack() {
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            int pixels = 1 + random.nextInt(70);
            List<boolean[]> frames = new ArrayList<>();
            for (int frame = 1 + random.nextInt(9); frame > 0; frame--) {
                boolean[] made = new boolean[pixels];
                for (int i = 0; i < pixels; i++) {
                    made[i] = random.nextBoolean();
                }
                frames.add(made);
            }
            byte[] packed = BitFrames.pack(frames);
            assertThat(packed.length % 2).isZero();
            for (int frame = 1; frame <= frames.size(); frame++) {
                assertThat(BitFrames.unpack(ByteBuffer.wrap(packed), frame, pixels))
                        .isEqualTo(frames.get(frame - 1));
            }
        }
    }
}
