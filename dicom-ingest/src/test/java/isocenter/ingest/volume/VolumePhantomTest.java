package isocenter.ingest.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.Sha256;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One phantom in many orientations (volume_phantom.py): its value is a formula of the place in the patient, so every voxel
 * proves where it lies. The geometry is SimpleITK's.
 */
class VolumePhantomTest {
    private static final Offset<Double> CLOSE = within(1e-6);

    private static final Map<String, Map<String, DicomObject>> SERIES = series();

    private static Map<String, Map<String, DicomObject>> series() {
        Map<String, Map<String, DicomObject>> series = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(resource("phantoms.zip"))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String[] name = entry.getName().split("/");
                series.computeIfAbsent(name[0], key -> new TreeMap<>())
                        .put(name[1], new Part10Parser().parse(zip.readAllBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return series;
    }

    private static InputStream resource(String name) {
        return VolumePhantomTest.class.getResourceAsStream("/volume/" + name);
    }

    /** A series of the phantoms as a volume and its values in modality units, slice by slice. */
    record Series(Volume volume, float[][] slices) {
        static Series of(String name) {
            Volume volume = assembled(name);
            return new Series(volume, VolumePhantomTest.slices(name, volume));
        }

        /** Whether a place lies between the centres of the outermost voxels. */
        boolean inside(Vector3 place) {
            VolumeGeometry geometry = volume.geometry();
            Vector3 offset = place.minus(geometry.origin());
            double slice = offset.dot(geometry.normal()) / geometry.sliceSpacing();
            Vector3 inPlane = offset.minus(geometry.step().times(slice));
            double row = inPlane.dot(geometry.columnDirection()) / geometry.rowSpacing();
            double column = inPlane.dot(geometry.rowDirection()) / geometry.columnSpacing();
            return between(slice, geometry.slices())
                    && between(row, geometry.rows())
                    && between(column, geometry.columns())
                    // a sheared stack's neighbours above and below must be there too
                    && between(row + Math.abs(geometry.shearAlongColumns() / geometry.rowSpacing()), geometry.rows())
                    && between(row - Math.abs(geometry.shearAlongColumns() / geometry.rowSpacing()), geometry.rows());
        }

        private static boolean between(double index, int count) {
            return index >= 0 && index <= count - 1;
        }
    }

    /** The formula of volume_phantom.py. */
    static double value(Vector3 place) {
        return Math.rint(100 + 7 * place.x() + 5 * place.y() + 3 * place.z());
    }

    private static Volume assembled(String name) {
        VolumeAssembler assembler = new VolumeAssembler();
        SERIES.get(name).forEach(assembler::add);
        assertThat(assembler.assemble()).hasSize(1);
        return (Volume) assembler.assemble().get(0);
    }

    /** The modality values of each slice, in the order of the volume. */
    private static float[][] slices(String name, Volume volume) {
        return volume.frames().stream()
                .map(ref -> Frames.of(SERIES.get(name).get(ref.instance()))
                        .grey(ref.frame())
                        .values())
                .toArray(float[][]::new);
    }

    private static void everyVoxelTellsItsPlace(Volume volume, float[][] slices, double tolerance) {
        VolumeGeometry geometry = volume.geometry();
        for (int k = 0; k < geometry.slices(); k++) {
            for (int j = 0; j < geometry.rows(); j++) {
                for (int i = 0; i < geometry.columns(); i++) {
                    assertThat((double) slices[k][j * geometry.columns() + i])
                            .isCloseTo(value(geometry.at(k, j, i)), within(tolerance));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"axial", "coronal", "sagittal", "prone", "oblique", "double-oblique"})
    void everyOrientationIsWhereThePeerSeesIt(String name) throws IOException {
        JsonNode peer = new ObjectMapper().readTree(resource("phantoms.json")).get(name);
        Volume volume = assembled(name);
        assertThat(volume.findings()).isEmpty();
        like(volume.geometry(), peer);
        float[][] slices = slices(name, volume);
        everyVoxelTellsItsPlace(
                volume, slices, 1); // positions have nine digits: a value at a half may round the other way
        assertThat(sha256(slices)).isEqualTo(peer.get("sha256").asText());
    }

    static void like(VolumeGeometry geometry, JsonNode peer) {
        like(geometry.origin(), peer.get("origin"), 0, 1);
        JsonNode direction = peer.get("direction"); // by rows: x of the three axes first
        like(geometry.rowDirection(), direction, 0, 3);
        like(geometry.columnDirection(), direction, 1, 3);
        like(geometry.step().unit(), direction, 2, 3);
        assertThat(geometry.columnSpacing())
                .isCloseTo(peer.get("spacing").get(0).asDouble(), CLOSE);
        assertThat(geometry.rowSpacing()).isCloseTo(peer.get("spacing").get(1).asDouble(), CLOSE);
        assertThat(geometry.sliceSpacing()).isCloseTo(peer.get("spacing").get(2).asDouble(), within(1e-5));
    }

    private static void like(Vector3 vector, JsonNode numbers, int from, int by) {
        Offset<Double> close = by == 1 ? CLOSE : within(1e-4); // the peer's third direction is the normal
        assertThat(vector.x()).isCloseTo(numbers.get(from).asDouble(), close);
        assertThat(vector.y()).isCloseTo(numbers.get(from + by).asDouble(), close);
        assertThat(vector.z()).isCloseTo(numbers.get(from + 2 * by).asDouble(), close);
    }

    static String sha256(float[][] slices) {
        ByteBuffer bytes =
                ByteBuffer.allocate(slices.length * slices[0].length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] slice : slices) {
            for (float value : slice) {
                bytes.putInt(Math.round(value));
            }
        }
        return Sha256.hex(bytes.array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"axial", "double-oblique"})
    void aMultiFrameObjectIsTheSameVolume(String name) {
        Volume slices = assembled(name);
        Volume multiFrame = assembled(name + "-multiframe");
        assertThat(SERIES.get(name + "-multiframe")).hasSize(1);
        assertThat(multiFrame.frames().stream().map(FrameRef::frame).toList())
                .doesNotHaveDuplicates()
                .isNotEqualTo(java.util.stream.IntStream.range(0, 7).boxed().toList());
        assertThat(multiFrame
                        .geometry()
                        .at(6, 8, 11)
                        .minus(slices.geometry().at(6, 8, 11))
                        .length())
                .isLessThan(1e-6);
        assertThat(multiFrame.findings()).isEmpty();
        assertThat(Arrays.deepEquals(slices(name + "-multiframe", multiFrame), slices(name, slices)))
                .isTrue();
    }

    @Test
    void aTiltedStackLiesAlongTheTable() {
        Volume volume = assembled("tilted");
        assertThat(volume.findings()).hasSize(1);
        assertThat(((Finding.GantryTilt) volume.findings().get(0)).degrees()).isCloseTo(18, within(1e-3));
        everyVoxelTellsItsPlace(volume, slices("tilted", volume), 1);
    }

    @Test
    void eachSliceOfAPetHasItsOwnSlope() {
        Volume volume = assembled("pet");
        everyVoxelTellsItsPlace(volume, slices("pet", volume), 2); // half of the largest slope
        assertThat(SERIES.get("pet").values().stream()
                        .map(object -> object.dataSet().number(isocenter.ingest.dicom.Tags.RESCALE_SLOPE)))
                .anyMatch(slope -> slope.getAsDouble() == 4)
                .anyMatch(slope -> slope.getAsDouble() == 0.25);
    }
}
