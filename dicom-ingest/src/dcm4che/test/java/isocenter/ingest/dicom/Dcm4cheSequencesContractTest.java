package isocenter.ingest.dicom;

class Dcm4cheSequencesContractTest extends DicomSequencesContract {
    Dcm4cheSequencesContractTest() {
        super(new Dcm4cheParser());
    }
}
