package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Pseudonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A patient, by pseudonym or by what the hospital knows them by, which is read where no history keeps it. */
final class WhichPatient {
    /** Exactly one way to name a patient. */
    static final class Name {
        @Parameters(paramLabel = "PATIENT", description = "The pseudonym: P and 32 hex digits.")
        private @Nullable String pseudonym;

        @Option(
                names = "--original",
                description = "Reads the Patient ID itself from standard input, so that no shell remembers it.")
        private boolean original;

        @Option(
                names = "--original-study",
                description = "Reads a Study Instance UID instead, of a patient whose objects have no Patient ID.")
        private boolean study;
    }

    @ArgGroup(multiplicity = "1")
    private Name name = new Name();

    @Option(
            names = "--issuer",
            defaultValue = "",
            description = "With --original: the Issuer of Patient ID, when the objects have one.")
    private String issuer;

    String pseudonym(Pseudonyms pseudonyms) {
        if (name.original) {
            return pseudonyms.patient(issuer, line("Patient ID"));
        }
        if (name.study) {
            return pseudonyms.patientOfStudy(line("Study Instance UID"));
        }
        String given = name.pseudonym == null ? "" : name.pseudonym.strip();
        if (!given.matches("P[0-9a-f]{32}")) {
            throw new IllegalArgumentException("A pseudonym is P and 32 hex digits, as isocenter search shows it."
                    + " For the hospital's own number give --original and type it when asked");
        }
        return given;
    }

    private static String line(String what) {
        if (System.console() != null) {
            System.err.print(what + ": ");
        }
        try {
            // Not closed: it is the process's own input, and a confirmation may follow.
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            if (line == null || line.isBlank()) {
                throw new IllegalArgumentException("Standard input has no " + what + " in its first line");
            }
            return line.strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Standard input cannot be read", e);
        }
    }
}
