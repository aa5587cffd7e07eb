package isocenter.ingest.dicom;

class Part10SequencesContractTest extends DicomSequencesContract {
    Part10SequencesContractTest() {
        super(new Part10Parser());
    }
}
