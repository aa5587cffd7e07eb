package isocenter.ingest.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.Rendering;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockResamplerTest {
    private static final double STEP = 4095 / 65535.0;

    private static GreyImage image(int rows, int columns, float[] values, float padding) {
        return new GreyImage(rows, columns, values, new Rendering(new Rendering.Range(0, 1), false, padding, padding));
    }

    /** An axial volume with its first voxel at zero. */
    private static Volume axial(
            int slices, int rows, int columns, double gap, double rowSpacing, double columnSpacing) {
        VolumeGeometry geometry = new VolumeGeometry(
                slices,
                rows,
                columns,
                Vector3.ZERO,
                new Vector3(1, 0, 0),
                new Vector3(0, 1, 0),
                new Vector3(0, 0, gap),
                rowSpacing,
                columnSpacing);
        List<FrameRef> frames = IntStream.range(0, slices)
                .mapToObj(k -> new FrameRef("2.25.1", k))
                .toList();
        return new Volume(geometry, frames, Map.of(), List.of());
    }

    private static VolumeBlock block(Volume volume, String modality, BlockShape shape, float[][] slices) {
        BlockResampler resampler = new BlockResampler(volume, modality, shape);
        for (int k = slices.length - 1; k >= 0; k--) {
            resampler.slice(k, image(volume.geometry().rows(), volume.geometry().columns(), slices[k], Float.NaN));
        }
        return resampler.block();
    }

    private static double value(VolumeBlock block, int index) {
        return block.scale().value(block.numbers()[index] / 65535.0);
    }

    /** The phantom's value says where a voxel lies: whatever the slices' orientation, the block is where it says. */
    @ParameterizedTest
    @ValueSource(strings = {"axial", "coronal", "sagittal", "prone", "oblique", "double-oblique", "tilted"})
    void everyVoxelOfABlockLiesWhereItsPlacementSays(String name) {
        BlockShape shape = new BlockShape(12, 10, 8, 1.2, 1.1, 0.9);
        VolumePhantomTest.Series series = VolumePhantomTest.Series.of(name);
        VolumeBlock block = block(series.volume(), "CT", shape, series.slices());
        BlockPlacement placement = block.placement();
        double along = name.contains("oblique") ? 0.7 : 0.9;
        assertThat(placement.widthStep().unit().x()).isGreaterThan(along);
        assertThat(placement.heightStep().unit().y()).isGreaterThan(along);
        assertThat(placement.depthStep().unit().z()).isGreaterThan(along);
        assertThat(placement
                        .at(5.5, 4.5, 3.5)
                        .minus(series.volume().geometry().centre())
                        .length())
                .isLessThan(1e-9);
        int inside = 0;
        for (int d = 0; d < shape.depth(); d++) {
            for (int h = 0; h < shape.height(); h++) {
                for (int w = 0; w < shape.width(); w++) {
                    if (series.inside(placement.at(d, h, w))) {
                        assertThat(value(block, (d * 10 + h) * 8 + w))
                                .isCloseTo(VolumePhantomTest.value(placement.at(d, h, w)), within(1.1));
                        inside++;
                    }
                }
            }
        }
        assertThat(inside).isGreaterThan(300);
    }

    private static float[][] noise() {
        float[][] slices = new float[6][80];
        for (int k = 0; k < 6; k++) {
            for (int j = 0; j < 10; j++) {
                for (int i = 0; i < 8; i++) {
                    slices[k][j * 8 + i] = (k * 73 + j * 179 + i * 283 + k * j * i * 37) % 1009;
                }
            }
        }
        return slices;
    }

    private static JsonNode peer(String name) throws IOException {
        try (InputStream in = BlockResamplerTest.class.getResourceAsStream("/volume/blocks.json")) {
            return new ObjectMapper().readTree(in).get(name);
        }
    }

    @Test
    void aFinerGridIsInterpolatedAsSimpleItkDoes() throws IOException {
        VolumeBlock block = block(axial(6, 10, 8, 2, 1, 1.5), "CT", BlockShape.isotropic(15, 13, 16, 0.9), noise());
        JsonNode peer = peer("finer");
        assertThat(peer).hasSize(block.numbers().length);
        int outside = 0;
        for (int i = 0; i < peer.size(); i++) {
            if (peer.get(i).asDouble() == -1) {
                assertThat(block.numbers()[i]).isEqualTo((char) 0);
                outside++;
            } else {
                assertThat(value(block, i)).isCloseTo(peer.get(i).asDouble(), within(STEP));
            }
        }
        assertThat(outside).isBetween(100, 2000);
    }

    @Test
    void aCoarserGridIsAveragedAsPillowDoes() throws IOException {
        VolumeBlock block = block(axial(6, 10, 8, 2, 1, 1.5), "CT", new BlockShape(3, 4, 3, 4, 2.5, 4), noise());
        JsonNode peer = peer("coarser");
        for (int i = 0; i < peer.size(); i++) {
            assertThat(value(block, i)).isCloseTo(peer.get(i).asDouble(), within(STEP));
        }
    }

    @Test
    void aSmallerBlockIsTheMiddleOfALargerOne() {
        Volume volume = axial(6, 10, 8, 2, 1, 1.5);
        VolumeBlock large = block(volume, "CT", BlockShape.isotropic(12, 12, 14, 1), noise());
        VolumeBlock small = block(volume, "CT", BlockShape.isotropic(4, 6, 2, 1), noise());
        for (int d = 0; d < 4; d++) {
            for (int h = 0; h < 6; h++) {
                for (int w = 0; w < 2; w++) {
                    assertThat(small.numbers()[(d * 6 + h) * 2 + w])
                            .isEqualTo(large.numbers()[((d + 4) * 12 + h + 3) * 14 + w + 6]);
                }
            }
        }
        assertThat(small.placement().at(0, 0, 0)).isEqualTo(large.placement().at(4, 3, 6));
    }

    @Test
    void hounsfieldUnitsAreClippedBeforeTheyAreAveraged() {
        float[][] slices = {{-3000, -3000, 5000, 5000}, {-3000, -3000, 5000, 5000}};
        VolumeBlock block = block(axial(2, 1, 4, 1, 1, 1), "CT", new BlockShape(2, 1, 2, 1, 1, 2), slices);
        assertThat(block.scale()).isEqualTo(new ValueScale(-1024, 3071));
        // the triangle of a voxel between two pixels reaches one beyond them: weights 1, 3, 3 of 7
        assertThat(value(block, 0)).isCloseTo((-1024 * 6.0 + 3071) / 7, within(STEP));
        assertThat(value(block, 1)).isCloseTo((3071 * 6.0 - 1024) / 7, within(STEP));
    }

    @Test
    void magneticResonanceIsScaledBetweenItsPercentiles() {
        float[][] slices = new float[10][100];
        for (int i = 0; i < 1000; i++) {
            slices[i / 100][i % 100] = i < 3 ? -7 : i; // and three of 999 are the padding
        }
        slices[9][99] = slices[9][98] = slices[9][97] = 60000;
        Volume volume = axial(10, 10, 10, 1, 1, 1);
        BlockResampler resampler = new BlockResampler(volume, "MR", BlockShape.isotropic(10, 10, 10, 1));
        for (int k = 0; k < 10; k++) {
            resampler.slice(k, image(10, 10, slices[k], -7));
        }
        VolumeBlock block = resampler.block();
        // 997 values: ranks 4 and 991 of 0 to 996, counted from 3
        assertThat(block.scale()).isEqualTo(new ValueScale(7, 994));
        assertThat(block.numbers()[0]).isEqualTo((char) 0);
        assertThat(block.numbers()[999]).isEqualTo((char) 65535);
        assertThat(value(block, 500)).isCloseTo(500, within(987 / 65535.0));
    }

    @Test
    void amountsReachFromZeroToTheHighest() {
        float[][] slices = {{0, 1, 2, 3}, {4, 5, 6, 250.5f}};
        VolumeBlock block = block(axial(2, 2, 2, 1, 1, 1), "PT", BlockShape.isotropic(2, 2, 2, 1), slices);
        assertThat(block.scale()).isEqualTo(new ValueScale(0, 250.5));
        for (int i = 0; i < 8; i++) {
            assertThat(value(block, i)).isCloseTo(slices[i / 4][i % 4], within(250.5 / 65535));
        }
    }

    @Test
    void whatIsNoEvenGridIsNotResampled() {
        Volume even = axial(4, 2, 2, 1, 1, 1);
        Volume gap = new Volume(even.geometry(), even.frames(), Map.of(), List.of(new Finding.MissingSlices(1)));
        assertThatThrownBy(() -> new BlockResampler(gap, "CT", BlockShape.isotropic(2, 2, 2, 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void quantilesAreThoseOfTheSortedValues() {
        ValueRange range = new ValueRange();
        float[] values = {-4096, -1.5f, -0f, 0, 0.25f, 3, 4095, 1e9f, Float.NaN, Float.NEGATIVE_INFINITY};
        range.add(values, new Rendering(new Rendering.Range(0, 1), false, 3, 3));
        assertThat(range.lowest()).isEqualTo(-4096);
        assertThat(range.highest()).isEqualTo(1e9f);
        assertThat(IntStream.range(0, 7).mapToObj(i -> range.quantile(i / 6.0)))
                .containsExactly(-4096.0, -1.5, 0.0, 0.0, 0.25, 4095.0, range.quantile(1));
        assertThat(range.quantile(1)).isCloseTo(1e9, within(1e9 / 2048));
    }
}
