package isocenter.ingest.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import isocenter.ingest.dicom.Tags;
import isocenter.ingest.volume.Finding.DuplicateSlices;
import isocenter.ingest.volume.Finding.GantryTilt;
import isocenter.ingest.volume.Finding.MissingSlices;
import isocenter.ingest.volume.Finding.MixedOrientations;
import isocenter.ingest.volume.Finding.MixedSizes;
import isocenter.ingest.volume.Finding.ToldApartByOrder;
import isocenter.ingest.volume.Finding.UnequalSpacing;
import isocenter.ingest.volume.VolumeAssembly.NotAVolume;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Every irregularity of a series is named, and every frame is in exactly one outcome, whatever the order of the files. */
class VolumeAssemblerTest {
    private static List<TestSlice> plain(int count) {
        return slices(count, i -> new TestSlice(i + 1));
    }

    private static List<TestSlice> slices(int count, IntFunction<TestSlice> slice) {
        return IntStream.range(0, count).mapToObj(slice).toList();
    }

    @SafeVarargs
    private static List<VolumeAssembly> assemble(List<TestSlice>... parts) {
        List<TestSlice> all =
                new ArrayList<>(Arrays.stream(parts).flatMap(List::stream).toList());
        List<VolumeAssembly> outcomes = once(all);
        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(all, new Random(seed));
            assertThat(once(all)).as("another order of the files").isEqualTo(outcomes);
        }
        List<FrameRef> seen = new ArrayList<>();
        for (VolumeAssembly outcome : outcomes) {
            seen.addAll(outcome.frames());
            if (outcome instanceof Volume volume) {
                volume.findings().stream()
                        .filter(DuplicateSlices.class::isInstance)
                        .forEach(finding -> seen.addAll(((DuplicateSlices) finding).leftOut()));
            }
        }
        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(all.stream()
                        .map(slice -> new FrameRef(slice.instance(), 0))
                        .toList());
        return outcomes;
    }

    private static List<VolumeAssembly> once(List<TestSlice> slices) {
        VolumeAssembler assembler = new VolumeAssembler();
        slices.forEach(slice -> assembler.add(slice.instance(), slice.object()));
        return assembler.assemble();
    }

    private static Volume only(List<VolumeAssembly> outcomes) {
        assertThat(outcomes).hasSize(1);
        return (Volume) outcomes.get(0);
    }

    private static List<String> instances(VolumeAssembly outcome) {
        return outcome.frames().stream().map(FrameRef::instance).toList();
    }

    @Test
    void aPlainStackIsAVolumeWithoutFindings() {
        Volume volume = only(assemble(plain(6)));
        assertThat(volume.findings()).isEmpty();
        assertThat(volume.isGrid()).isTrue();
        assertThat(instances(volume)).containsExactly("2.25.1", "2.25.2", "2.25.3", "2.25.4", "2.25.5", "2.25.6");
        assertThat(volume.geometry().slices()).isEqualTo(6);
        assertThat(volume.geometry().at(2, 3, 4)).isEqualTo(new Vector3(2, 1.5, 3));
        assertThat(volume.geometry().sliceSpacing()).isCloseTo(1, within(1e-12));
    }

    @Test
    void theNormalOrdersTheSlicesNotTheirNumbers() {
        Volume downwards = only(assemble(slices(4, i -> new TestSlice(i + 1).at(0, 0, -2 * i))));
        assertThat(instances(downwards)).containsExactly("2.25.4", "2.25.3", "2.25.2", "2.25.1");
        assertThat(downwards.geometry().step()).isEqualTo(new Vector3(0, 0, 2));
        // seen from the feet the normal points down
        Volume fromBelow = only(assemble(
                slices(4, i -> new TestSlice(i + 1).direction(1, 0, 0, 0, -1, 0).at(0, 0, 2 * i))));
        assertThat(instances(fromBelow)).containsExactly("2.25.4", "2.25.3", "2.25.2", "2.25.1");
        assertThat(fromBelow.geometry().step()).isEqualTo(new Vector3(0, 0, -2));
    }

    @Test
    void aLeaningGantryIsNamedWithItsAngle() {
        double angle = Math.toRadians(15);
        Volume volume = only(assemble(slices(
                8,
                i -> new TestSlice(i + 1)
                        .direction(1, 0, 0, 0, Math.cos(angle), Math.sin(angle))
                        .at(0, 0, 3 * i))));
        assertThat(volume.findings()).hasSize(1);
        assertThat(((GantryTilt) volume.findings().get(0)).degrees()).isCloseTo(15, within(0.01));
        assertThat(volume.isGrid()).isTrue();
        assertThat(volume.geometry().at(7, 0, 0)).isEqualTo(new Vector3(0, 0, 21));
        assertThat(volume.geometry().sliceSpacing()).isCloseTo(3 * Math.cos(angle), within(1e-4));
        assertThat(volume.geometry().shearAlongRows()).isZero();
        assertThat(volume.geometry().shearAlongColumns()).isCloseTo(3 * Math.sin(angle), within(1e-4));
    }

    @Test
    void missingSlicesAreCounted() {
        List<TestSlice> gaps = new ArrayList<>(plain(9));
        gaps.remove(6);
        gaps.remove(3);
        gaps.remove(2);
        Volume volume = only(assemble(gaps));
        assertThat(volume.findings()).containsExactly(new MissingSlices(3));
        assertThat(volume.isGrid()).isFalse();
        assertThat(volume.geometry().sliceSpacing()).isCloseTo(1, within(1e-12));
    }

    @Test
    void unevenGapsAreNamed() {
        double[] heights = {0, 1, 2.3, 3, 4.4};
        Volume volume = only(assemble(slices(5, i -> new TestSlice(i + 1).at(0, 0, heights[i]))));
        UnequalSpacing finding = (UnequalSpacing) volume.findings().get(0);
        assertThat(finding.smallest()).isCloseTo(0.7, within(1e-9));
        assertThat(finding.largest()).isCloseTo(1.4, within(1e-9));
        assertThat(volume.isGrid()).isFalse();
    }

    @Test
    void roundedPositionsAreEven() {
        Volume volume = only(assemble(slices(30, i -> new TestSlice(i + 1).at(0, 0, Math.round(i * 62.5) / 100.0))));
        assertThat(volume.findings()).isEmpty();
    }

    @Test
    void aSliceTwiceIsNamedAndTheFirstIsKept() {
        Volume volume = only(assemble(plain(5), List.of(new TestSlice(8).at(0, 0, 3), new TestSlice(9).at(0, 0, 3))));
        assertThat(volume.findings())
                .containsExactly(new DuplicateSlices(List.of(new FrameRef("2.25.8", 0), new FrameRef("2.25.9", 0))));
        assertThat(instances(volume)).containsExactly("2.25.1", "2.25.2", "2.25.3", "2.25.4", "2.25.5");
    }

    @Test
    void localisersAreVolumesOrSinglesOfTheirOwn() {
        List<VolumeAssembly> outcomes = assemble(
                plain(3),
                slices(
                        3,
                        i -> new TestSlice(10 + i).direction(1, 0, 0, 0, 0, -1).at(0, i, 0)),
                List.of(new TestSlice(20).direction(0, 1, 0, 0, 0, -1)));
        assertThat(outcomes).hasSize(3);
        assertThat(((Volume) outcomes.get(0)).findings()).containsExactly(new MixedOrientations(3));
        assertThat(((Volume) outcomes.get(1)).findings()).containsExactly(new MixedOrientations(3));
        assertThat(outcomes.get(2)).isEqualTo(new NotAVolume(List.of(new FrameRef("2.25.20", 0)), "a single slice"));
    }

    @Test
    void sizesAndSpacingsAreNotMixed() {
        List<VolumeAssembly> outcomes = assemble(
                plain(3),
                slices(3, i -> new TestSlice(10 + i).size(6, 6).at(0, 0, i)),
                slices(3, i -> new TestSlice(20 + i).spacing(0.5, 0.6).at(0, 0, i)));
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(((Volume) outcome).findings()).containsExactly(new MixedSizes(3)));
        assertThat(((Volume) outcomes.get(2)).geometry().columnSpacing()).isEqualTo(0.6);
        assertThat(((Volume) outcomes.get(2)).geometry().rowSpacing()).isEqualTo(0.5);
    }

    @Test
    void framesOfReferenceAreNotMixed() {
        List<VolumeAssembly> outcomes = assemble(
                plain(3), slices(3, i -> new TestSlice(10 + i).at(0, 0, i).with("FrameOfReferenceUID", "2.25.5")));
        assertThat(outcomes).hasSize(2).allMatch(outcome -> outcome instanceof Volume);
    }

    @Test
    void missingOrSenselessGeometryIsAReason() {
        List<VolumeAssembly> outcomes = assemble(
                plain(3),
                List.of(
                        new TestSlice(10).without(Tags.IMAGE_POSITION_PATIENT),
                        new TestSlice(11).without(Tags.IMAGE_ORIENTATION_PATIENT),
                        new TestSlice(12).without(Tags.PIXEL_SPACING),
                        new TestSlice(13).spacing(0, 1),
                        new TestSlice(14).direction(1, 0, 0, 1, 0, 0),
                        new TestSlice(15).direction(2, 0, 0, 0, 1, 0),
                        new TestSlice(16).with("ImagePositionPatient", "nan", "0", "0")));
        assertThat(outcomes.get(0)).isInstanceOf(Volume.class);
        assertThat(outcomes.subList(1, 5)).allMatch(outcome -> outcome instanceof NotAVolume);
        assertThat(outcomes.stream().skip(1).map(outcome -> ((NotAVolume) outcome).reason()))
                .containsExactly(
                        "Image Position (Patient) is missing",
                        "Image Orientation (Patient) is missing",
                        "Pixel Spacing is missing or not positive",
                        "Image Orientation (Patient) is not two perpendicular directions");
        assertThat(outcomes.stream().skip(1).map(outcome -> outcome.frames().size()))
                .containsExactly(1, 1, 2, 3);
    }

    @Test
    void slicesBesideTheLineAreNoVolume() {
        List<VolumeAssembly> outcomes = assemble(slices(5, i -> new TestSlice(i + 1).at(i == 2 ? 0.3 : 0, 0, i)));
        assertThat(outcomes).hasSize(1);
        assertThat(((NotAVolume) outcomes.get(0)).reason()).isEqualTo("the slices do not lie on one line");
        List<VolumeAssembly> one = assemble(slices(4, i -> new TestSlice(i + 1).at(0, 0, 7)));
        assertThat(((NotAVolume) one.get(0)).reason()).isEqualTo("all frames show the same place");
    }

    @Test
    void echoesAreToldApart() {
        List<VolumeAssembly> outcomes = assemble(slices(
                12, i -> new TestSlice(i + 1).at(0, 0, i / 2).with("EchoNumbers", i % 2 == 0 ? "1" : "2")));
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(((Volume) outcome).findings()).isEmpty());
        assertThat(((Volume) outcomes.get(1)).distinguished())
                .containsExactly(java.util.Map.entry("EchoNumbers", "2.0"));
        assertThat(instances(outcomes.get(1)))
                .containsExactly("2.25.2", "2.25.4", "2.25.6", "2.25.8", "2.25.10", "2.25.12");
    }

    /** Magnitude and phase, two b-values of which one has three directions: eight volumes by three attributes. */
    @Test
    void attributesSeparateOneAfterTheOther() {
        List<TestSlice> series = new ArrayList<>();
        for (int z = 0; z < 5; z++) {
            for (String type : new String[] {"M", "P"}) {
                for (int direction = 0; direction < 4; direction++) {
                    TestSlice slice = new TestSlice(series.size() + 1)
                            .at(0, 0, z)
                            .with("ImageType", "ORIGINAL", "PRIMARY", type)
                            .with("DiffusionBValue", direction == 0 ? "0" : "1000");
                    if (direction > 0) {
                        slice.with(
                                "DiffusionGradientOrientation",
                                direction == 1 ? "1" : "0",
                                direction == 2 ? "1" : "0",
                                direction == 3 ? "1" : "0");
                    }
                    series.add(slice);
                }
            }
        }
        List<VolumeAssembly> outcomes = assemble(series);
        assertThat(outcomes).hasSize(8).allSatisfy(outcome -> {
            assertThat(outcome.frames()).hasSize(5);
            assertThat(((Volume) outcome).findings()).isEmpty();
        });
        assertThat(outcomes.stream().map(outcome -> ((Volume) outcome).distinguished()))
                .doesNotHaveDuplicates();
    }

    /** A scanner that numbers every image's acquisition has told nothing apart by it. */
    @Test
    void aNumberOfItsOwnForEachFrameSeparatesNothing() {
        Volume volume =
                only(assemble(slices(6, i -> new TestSlice(i + 1).with("AcquisitionNumber", Integer.toString(i + 1)))));
        assertThat(volume.distinguished()).isEmpty();
        List<VolumeAssembly> twice = assemble(slices(
                12, i -> new TestSlice(i + 1).at(0, 0, i % 6).with("AcquisitionNumber", Integer.toString(i + 1))));
        assertThat(twice).hasSize(2);
        assertThat(((Volume) twice.get(0)).findings()).containsExactly(new ToldApartByOrder(2));
        assertThat(instances(twice.get(0))).containsExactly("2.25.1", "2.25.2", "2.25.3", "2.25.4", "2.25.5", "2.25.6");
        assertThat(instances(twice.get(1)))
                .containsExactly("2.25.7", "2.25.8", "2.25.9", "2.25.10", "2.25.11", "2.25.12");
    }

    /** Two acquisitions that overlap are two volumes, not one with duplicates. */
    @Test
    void overlappingAcquisitionsAreTwo() {
        List<VolumeAssembly> outcomes = assemble(
                slices(6, i -> new TestSlice(i + 1).at(0, 0, i).with("AcquisitionNumber", "1")),
                slices(6, i -> new TestSlice(i + 11).at(0, 0, i + 4).with("AcquisitionNumber", "2")));
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes)
                .allSatisfy(outcome -> assertThat(((Volume) outcome).findings()).isEmpty());
        assertThat(((Volume) outcomes.get(1)).geometry().origin().z()).isEqualTo(4);
    }

    @Test
    void temporalPositionsAreToldApart() {
        List<VolumeAssembly> outcomes = assemble(slices(
                15,
                i -> new TestSlice(i + 1)
                        .at(0, 0, i / 3)
                        .with("TemporalPositionIdentifier", Integer.toString(i % 3 + 1))));
        assertThat(outcomes)
                .hasSize(3)
                .allSatisfy(outcome -> assertThat(outcome.frames()).hasSize(5));
    }
}
