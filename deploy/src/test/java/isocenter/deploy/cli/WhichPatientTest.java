package isocenter.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.deidentify.Pseudonyms;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** How the command line learns whom it is about. */
class WhichPatientTest {
    @Command(name = "probe")
    private static final class Probe {
        @Mixin
        private WhichPatient which = new WhichPatient();
    }

    @TempDir
    private Path folder;

    private Pseudonyms pseudonyms;

    @BeforeEach
    void key() {
        IsocenterHome home = () -> folder;
        pseudonyms = new Pseudonyms(home);
    }

    @Test
    void anOriginalIsReadFromStandardInputAlone() {
        assertThat(asked(" 4711 \nmore\n", "--original")).isEqualTo(pseudonyms.patient("", "4711"));
        assertThat(asked("4711\n", "--original", "--issuer", "HOSP")).isEqualTo(pseudonyms.patient("HOSP", "4711"));
        assertThat(asked("1.2.3", "--original-study")).isEqualTo(pseudonyms.patientOfStudy("1.2.3"));
        assertThatThrownBy(() -> asked("\n", "--original"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no Patient ID");
        assertThatThrownBy(() -> asked("", "--original", "4711")).isInstanceOf(ParameterException.class);
    }

    @Test
    void onlyAPseudonymIsTakenFromTheCommandLineAndNothingElseIsRepeated() {
        String pseudonym = pseudonyms.patient("", "4711");
        assertThat(asked("", pseudonym)).isEqualTo(pseudonym);
        assertThatThrownBy(() -> asked("", "4711"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--original")
                .hasMessageNotContaining("4711");
        assertThatThrownBy(() -> asked("")).isInstanceOf(ParameterException.class);
    }

    private String asked(String input, String... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(Charset.defaultCharset())));
        try {
            Probe probe = new Probe();
            new CommandLine(probe).parseArgs(arguments);
            return probe.which.pseudonym(pseudonyms);
        } finally {
            System.setIn(before);
        }
    }
}
