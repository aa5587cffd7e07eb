package isocenter.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class Part10ContractTest extends DicomParserContract {
    Part10ContractTest() {
        super(new Part10Parser());
    }

    @Test
    void isTheReaderOfItsNameAndAnUnknownNameSaysWhatThereIs() {
        assertThat(DicomParser.named("part10")).isInstanceOf(Part10Parser.class);
        assertThatThrownBy(() -> DicomParser.named("none"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("none", "part10", "-Pdcm4che");
    }
}
