package isocenter.ingest.dicom;

import java.util.List;

/**
 * One Part 10 file in memory.
 *
 * @param fileMeta group 0002; empty where the file had none
 * @param dataSet everything else
 * @param syntax how the data set was, and will be, encoded
 * @param assumptions what the reader had to assume because the file does not follow PS3.10, in plain words without
 *     values of the file; empty for a sound file
 */
public record DicomObject(DataSet fileMeta, DataSet dataSet, TransferSyntax syntax, List<String> assumptions) {
    public DicomObject {
        assumptions = List.copyOf(assumptions);
    }

    public DicomObject(DataSet fileMeta, DataSet dataSet, TransferSyntax syntax) {
        this(fileMeta, dataSet, syntax, List.of());
    }
}
