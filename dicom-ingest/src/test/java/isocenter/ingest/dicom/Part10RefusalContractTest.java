package isocenter.ingest.dicom;

class Part10RefusalContractTest extends DicomParserRefusalContract {
    Part10RefusalContractTest() {
        super(new Part10Parser());
    }
}
