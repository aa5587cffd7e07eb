package isocenter.ingest.volume;

import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.volume.VolumeAssembly.NotAVolume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sorts the frames of a series into volumes by where they lie (PS3.3 C.7.6.2): first by frame of reference, size, spacing
 * and orientation, then by what tells images of one place apart ({@link StackSplit}), then along the normal ({@link
 * SliceStack}). Neither the order of the files nor of their numbers matters. For one series; not for several threads.
 */
public final class VolumeAssembler {
    /** Raised whenever the same headers would give other volumes. */
    public static final int VERSION = 1;

    private final List<FramePlane> frames = new ArrayList<>();

    /**
     * Takes an object of the series in.
     *
     * @param instance what its frames are called in the outcome
     */
    public void add(String instance, DicomObject object) {
        frames.addAll(PlaneReader.read(instance, object));
    }

    void add(FramePlane frame) {
        frames.add(frame);
    }

    /** What became of the frames; by their first frame's number. */
    public List<VolumeAssembly> assemble() {
        List<FramePlane> ordered = frames.stream().sorted(FramePlane.ORDER).toList();
        Map<String, List<FrameRef>> withoutPlane = new LinkedHashMap<>();
        List<ParallelFrames> groups = new ArrayList<>();
        for (FramePlane frame : ordered) {
            if (frame.plane() == null) {
                withoutPlane
                        .computeIfAbsent(frame.missing(), reason -> new ArrayList<>())
                        .add(frame.ref());
            } else if (groups.stream().noneMatch(group -> group.take(frame))) {
                groups.add(new ParallelFrames(frame));
            }
        }
        List<Finding> ofSeries = findings(groups);
        List<VolumeAssembly> outcomes = new ArrayList<>();
        for (ParallelFrames group : groups) {
            for (StackSplit.Stack stack : StackSplit.of(group.frames())) {
                outcomes.add(SliceStack.assemble(stack, ofSeries));
            }
        }
        withoutPlane.forEach((reason, refs) -> outcomes.add(new NotAVolume(refs, reason)));
        return outcomes;
    }

    private static List<Finding> findings(List<ParallelFrames> groups) {
        List<Finding> findings = new ArrayList<>();
        int orientations = ParallelFrames.distinct(groups, ParallelFrames::hasOrientationOf);
        int sizes = ParallelFrames.distinct(groups, ParallelFrames::hasSizeOf);
        if (orientations > 1) {
            findings.add(new Finding.MixedOrientations(orientations));
        }
        if (sizes > 1) {
            findings.add(new Finding.MixedSizes(sizes));
        }
        return findings;
    }
}
