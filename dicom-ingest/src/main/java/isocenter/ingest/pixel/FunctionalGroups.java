package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;
import java.util.Optional;

/** Where the attributes of one frame stand: per frame, shared by all frames, or in the data set (PS3.3 C.7.6.16). */
public record FunctionalGroups(DataSet dataSet) {
    /** True for objects whose frames are described by functional groups (the enhanced ones). */
    public boolean present() {
        return dataSet.contains(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE)
                || dataSet.contains(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
    }

    /** The item of a macro's sequence that holds for a frame; the data set itself where no group has it. */
    public DataSet of(int frame, int sequence) {
        return group(frame, sequence).orElse(dataSet);
    }

    /** The item of a macro's sequence that holds for a frame, when a group has it. */
    public Optional<DataSet> group(int frame, int sequence) {
        List<DataSet> perFrame = dataSet.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        if (frame < perFrame.size()) {
            List<DataSet> items = perFrame.get(frame).items(sequence);
            if (!items.isEmpty()) {
                return Optional.of(items.get(0));
            }
        }
        return dataSet.items(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE).stream()
                .limit(1)
                .flatMap(shared -> shared.items(sequence).stream())
                .findFirst();
    }
}
