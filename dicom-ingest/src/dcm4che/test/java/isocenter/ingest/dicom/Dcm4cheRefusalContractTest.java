package isocenter.ingest.dicom;

class Dcm4cheRefusalContractTest extends DicomParserRefusalContract {
    Dcm4cheRefusalContractTest() {
        super(new Dcm4cheParser());
    }
}
