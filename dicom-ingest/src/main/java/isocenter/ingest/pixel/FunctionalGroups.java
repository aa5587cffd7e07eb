package isocenter.ingest.pixel;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.Tags;
import java.util.List;

/** Where the attributes of one frame stand: per frame, shared by all frames, or in the data set (PS3.3 C.7.6.16). */
record FunctionalGroups(DataSet dataSet) {
    /** The item of a macro's sequence that holds for a frame; the data set itself where no group has it. */
    DataSet of(int frame, int sequence) {
        List<DataSet> perFrame = dataSet.items(Tags.PER_FRAME_FUNCTIONAL_GROUPS_SEQUENCE);
        if (frame < perFrame.size()) {
            List<DataSet> items = perFrame.get(frame).items(sequence);
            if (!items.isEmpty()) {
                return items.get(0);
            }
        }
        List<DataSet> shared = dataSet.items(Tags.SHARED_FUNCTIONAL_GROUPS_SEQUENCE);
        if (!shared.isEmpty() && !shared.get(0).items(sequence).isEmpty()) {
            return shared.get(0).items(sequence).get(0);
        }
        return dataSet;
    }
}
