package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class Dcm4cheContractTest extends DicomParserContract {
    Dcm4cheContractTest() {
        super(new Dcm4cheParser());
    }

    @Test
    void isTheReaderOfItsName() {
        assertThat(DicomParser.named("dcm4che")).isInstanceOf(Dcm4cheParser.class);
    }
}
