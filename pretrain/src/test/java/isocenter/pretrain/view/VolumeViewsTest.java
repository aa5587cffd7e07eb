package isocenter.pretrain.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import isocenter.ingest.volume.BlockShape;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Linear volumes, for trilinear sampling gives them back exactly: each view's values then tell where it lies. */
class VolumeViewsTest {
    private static final int SIZE = 16;
    private static final VolumeSpec BLOCK = new VolumeSpec(40, 48, 56, 1.5, null, 0.5);
    private static final BlockShape SHAPE = BLOCK.shape();
    private static final FormulaVolumes DEPTHS = new FormulaVolumes(1, SHAPE, (i, d, h, w) -> d / 64.0);
    private static final FormulaVolumes HEIGHTS = new FormulaVolumes(1, SHAPE, (i, d, h, w) -> h / 64.0);
    private static final FormulaVolumes WIDTHS = new FormulaVolumes(1, SHAPE, (i, d, h, w) -> w / 64.0);

    @Test
    void aCubeIsSampledWhereItLies() {
        // an edge of 12 shown on 16 voxels; its middle at depth 20, height 24, width 28
        Cube cube = new Cube(14, 18, 22, 12, 10);
        double cos = Math.cos(Math.toRadians(10));
        double sin = Math.sin(Math.toRadians(10));
        float[] depths = sampled(cube, DEPTHS);
        float[] heights = sampled(cube, HEIGHTS);
        float[] widths = sampled(cube, WIDTHS);
        for (int d = 0; d < SIZE; d++) {
            for (int h = 0; h < SIZE; h++) {
                for (int w = 0; w < SIZE; w++) {
                    int at = (d * SIZE + h) * SIZE + w;
                    double up = (d - 7.5) * 0.75;
                    double down = (h - 7.5) * 0.75;
                    double left = (w - 7.5) * 0.75;
                    assertThat(depths[at] * 64.0).isCloseTo(20 - 0.5 + up, within(1e-4));
                    assertThat(heights[at] * 64.0).isCloseTo(24 - 0.5 - sin * left + cos * down, within(1e-4));
                    assertThat(widths[at] * 64.0).isCloseTo(28 - 0.5 + cos * left + sin * down, within(1e-4));
                }
            }
        }
    }

    /** As {@code Geometry} turns images: what lies to the right of the middle comes to lie below it. */
    @Test
    void contentTurnsClockwise() {
        FormulaVolumes spot =
                new FormulaVolumes(1, SHAPE, (i, d, h, w) -> Math.abs(h - 23.5) < 1 && w > 32 && w < 36 ? 1 : 0);
        float[] turned = sampled(new Cube(12, 16, 20, 16, 90), spot);
        assertThat(turned[(5 * SIZE + 13) * SIZE + 7]).isGreaterThan(0.9f);
        assertThat(turned[(5 * SIZE + 2) * SIZE + 7]).isZero();
    }

    @Test
    void beyondTheBlockTheNearestVoxelIsRepeated() {
        float[] heights = sampled(new Cube(0, -8, 0, 16, 0), HEIGHTS);
        for (int h = 0; h < SIZE; h++) {
            assertThat(heights[h * SIZE] * 64.0).isCloseTo(Math.max(0, h - 8), within(1e-4));
        }
    }

    @Test
    void withoutCropAndRotationVoxelsStayAsTheyAreAndEveryPlaceIsDrawn() {
        VolumeViewGenerator generator = new VolumeViewGenerator(ViewSpec.none("ct"), BLOCK, SIZE);
        FormulaVolumes volumes =
                new FormulaVolumes(1, SHAPE, (i, d, h, w) -> ((d * 31 + h * 17 + w * 7) % 101) / 128.0);
        int[] starts = new int[SHAPE.depth() - SIZE + 1];
        SplittableRandom random = new SplittableRandom(3);
        float[] view = new float[SIZE * SIZE * SIZE];
        for (int draw = 0; draw < 2500; draw++) {
            SplittableRandom same = random.split();
            starts[(int) generator.draw(SHAPE, null, same).depthFrom()]++;
        }
        // 100 expected at each of 25 places; five standard deviations of a count
        for (int count : starts) {
            assertThat((double) count).isCloseTo(100, within(50.0));
        }
        SplittableRandom seed = new SplittableRandom(4);
        Cube cube = generator.draw(SHAPE, null, new SplittableRandom(4));
        generator.of(volumes, 0, seed).view(view);
        for (int w = 0; w < SIZE; w++) {
            assertThat(view[w])
                    .isEqualTo(
                            volumes.at(0, (int) cube.depthFrom(), (int) cube.heightFrom(), (int) cube.widthFrom() + w));
        }
    }

    /** Whatever their sizes, two cubes share half of the smaller one's edge along each axis, and lie within the block. */
    @Test
    void theSecondCubeOverlapsTheFirst() {
        for (ViewSpec views : new ViewSpec[] {ViewSpec.none("ct"), views(0.3, 15)}) {
            VolumeViewGenerator generator = new VolumeViewGenerator(views, BLOCK, SIZE);
            SplittableRandom random = new SplittableRandom(5);
            double closest = 1;
            for (int draw = 0; draw < 3000; draw++) {
                Cube first = generator.draw(SHAPE, null, random);
                Cube second = generator.draw(SHAPE, first, random);
                for (double part : new double[] {
                    shared(first.depthFrom(), first.side(), second.depthFrom(), second.side(), SHAPE.depth()),
                    shared(first.heightFrom(), first.side(), second.heightFrom(), second.side(), SHAPE.height()),
                    shared(first.widthFrom(), first.side(), second.widthFrom(), second.side(), SHAPE.width())
                }) {
                    assertThat(part).isGreaterThan(0.5 - 1e-9);
                    closest = Math.min(closest, part);
                }
            }
            assertThat(closest).as("as little is drawn too").isLessThan(0.51);
        }
    }

    private static double shared(double from, double side, double otherFrom, double otherSide, int voxels) {
        assertThat(from).isBetween(0.0, voxels - side);
        assertThat(otherFrom).isBetween(0.0, voxels - otherSide);
        return (Math.min(from + side, otherFrom + otherSide) - Math.max(from, otherFrom)) / Math.min(side, otherSide);
    }

    @Test
    void noMoreIsReadThanTheCubeNeeds() {
        FormulaVolumes volumes =
                new FormulaVolumes(1, new BlockShape(200, 300, 300, 1, 1, 1), (i, d, h, w) -> (d + h + w) % 2);
        VolumeViewGenerator generator =
                new VolumeViewGenerator(views(0.5, 15), new VolumeSpec(200, 300, 300, 1, null, 0.5), SIZE);
        VolumeViewGenerator.Views views = generator.of(volumes, 0, new SplittableRandom(1));
        for (int view = 0; view < 50; view++) {
            views.view(new float[SIZE * SIZE * SIZE]);
        }
        // turned by 15°, a square of 16 needs 19.6 and a voxel or two on either side
        assertThat(volumes.mostRead()).isBetween(1, 20 * 24 * 24);
    }

    @Test
    void aFirstCubeOfNothingIsDrawnAgain() {
        // a patient who fills a quarter of the block, in noise of 20 HU
        SplittableRandom noise = new SplittableRandom(8);
        FormulaVolumes volumes = new FormulaVolumes(
                1,
                SHAPE,
                (i, d, h, w) -> (h > 24 && w > 28 ? 0.3 + 0.2 * ((d + h + w) % 3) : 0.01) + 0.005 * noise.nextDouble());
        VolumeViewGenerator generator = new VolumeViewGenerator(ViewSpec.none("ct"), BLOCK, SIZE);
        int empty = 0;
        int drawnEmpty = 0;
        for (int seed = 0; seed < 200; seed++) {
            float[] view = new float[SIZE * SIZE * SIZE];
            generator.of(volumes, 0, new SplittableRandom(seed)).view(view);
            empty += most(view) < 0.1 ? 1 : 0;
            Cube once = generator.draw(SHAPE, null, new SplittableRandom(seed));
            drawnEmpty += once.heightFrom() < 10 || once.widthFrom() < 14 ? 1 : 0;
        }
        // 54 % of the places are empty: of 200, 108 at the first try and 9 after five
        assertThat(drawnEmpty).isBetween(80, 136);
        assertThat(empty).isBetween(1, 24);
    }

    private static float most(float[] view) {
        float most = 0;
        for (float voxel : view) {
            most = Math.max(most, voxel);
        }
        return most;
    }

    @Test
    void greyChangesStayInRangeAndDifferBetweenViews() {
        ViewSpec spec = new ViewSpec(
                "mr",
                new ViewSpec.Crop(0.5, 1, 1, null),
                new ViewSpec.Rotation(10, null),
                new ViewSpec.Jitter(0.3, 0.3, null),
                new ViewSpec.Gamma(1.5),
                new ViewSpec.Blur(1, 1, null),
                new ViewSpec.Noise(1, 0.05),
                null,
                null,
                null,
                null,
                null);
        VolumeViewGenerator generator = new VolumeViewGenerator(spec, BLOCK, SIZE);
        float[] first = new float[SIZE * SIZE * SIZE];
        float[] second = new float[SIZE * SIZE * SIZE];
        VolumeViewGenerator.Views views = generator.of(WIDTHS, 0, new SplittableRandom(1));
        views.view(first);
        views.view(second);
        assertThat(second).isNotEqualTo(first);
        for (float value : first) {
            assertThat(value).isBetween(0f, 1f);
        }
        float[] again = new float[SIZE * SIZE * SIZE];
        generator.of(WIDTHS, 0, new SplittableRandom(1)).view(again);
        assertThat(again).isEqualTo(first);
    }

    @Test
    void whatThereIsNoneOfInThreeDimensionsIsRefusedByName() {
        ViewSpec.Unsafe flip = new ViewSpec.Unsafe(0.5, "phantoms are symmetric");
        assertThatThrownBy(() -> BLOCK.check(
                        SIZE, new ViewSpec("ct", null, null, null, null, null, null, flip, null, null, null, null)))
                .hasMessageStartingWith("views.horizontalFlip must be left out");
        assertThatThrownBy(() -> BLOCK.check(
                        SIZE,
                        new ViewSpec(
                                "ct",
                                new ViewSpec.Crop(0.5, 1, 1.2, null),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null)))
                .hasMessageStartingWith("views.crop.maxAspect must be 1");
        assertThatThrownBy(() -> BLOCK.check(44, ViewSpec.none("ct")))
                .hasMessageStartingWith("volume.depth must be at least backbone.image, 44 voxels");
        assertThatThrownBy(() -> new VolumeSpec(1024, 1024, 1024, 1, null, 0.5)).hasMessageContaining("voxels");
    }

    private static ViewSpec views(double minArea, double degrees) {
        return new ViewSpec(
                "ct",
                new ViewSpec.Crop(minArea, 1, 1, null),
                new ViewSpec.Rotation(degrees, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static float[] sampled(Cube cube, FormulaVolumes volumes) {
        float[] voxels = new float[cube.region(SHAPE).voxels()];
        volumes.read(0, cube.region(SHAPE), voxels, 0);
        float[] target = new float[SIZE * SIZE * SIZE];
        cube.resample(voxels, cube.region(SHAPE), target, SIZE);
        return target;
    }
}
