package isocenter.ingest.volume;

import java.util.List;
import java.util.Map;

/** What became of some frames of a series: together, all outcomes of a series hold each of its frames once. */
public sealed interface VolumeAssembly {
    /** The frames; of a volume in the order of its slices. */
    List<FrameRef> frames();

    /**
     * Parallel slices of one thing.
     *
     * @param geometry of the slices in {@code frames}, along the normal
     * @param distinguished attributes that tell this volume from others at its place, by keyword; maybe none
     * @param findings what is irregular; empty for a plain volume
     */
    record Volume(
            VolumeGeometry geometry, List<FrameRef> frames, Map<String, String> distinguished, List<Finding> findings)
            implements VolumeAssembly {
        public Volume {
            frames = List.copyOf(frames);
            distinguished = Map.copyOf(distinguished);
            findings = List.copyOf(findings);
        }

        /** Whether the slices form an even grid, sheared or not, in the patient's coordinates. */
        public boolean isGrid() {
            return findings.stream()
                    .noneMatch(
                            finding -> finding.breaksTheGrid() || finding instanceof Finding.NotInPatientCoordinates);
        }
    }

    /** Frames that are no volume, all for one reason; the reason holds no value of the header. */
    record NotAVolume(List<FrameRef> frames, String reason) implements VolumeAssembly {
        public NotAVolume {
            frames = List.copyOf(frames);
        }
    }
}
