package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.erasure.Erasure;
import isocenter.ingest.erasure.ErasureSummary;
import isocenter.ingest.erasure.Holdings;
import jakarta.inject.Inject;
import java.io.Console;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Erases a patient. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases a patient everywhere: images, volumes, dataset members, labels, predictions, prepared files, identity.",
            "Then searches every table and file for what is left. What models have learned stays; they are listed.",
            "Exit code 0: erased, and nothing is left. 1: not erased, or something is left."
        },
        footer = {"", "Example:", "  isocenter patient erase --original --reason \"request 2026-17\" --yes < number.txt"
        })
final class PatientEraseCommand extends ApplicationCommand {
    private static final String CONFIRMATION = "erase";

    @Mixin
    private WhichPatient which = new WhichPatient();

    @Mixin
    private Decision decision = new Decision();

    @Option(names = "--yes", description = "Does not ask.")
    private boolean yes;

    @Option(
            names = "--keep-out",
            description = "Objects of the patient that arrive later are passed over, and nothing is noted of them.")
    private boolean keepOut;

    @Option(names = "--dry-run", description = "Only says what would be erased.")
    private boolean dryRun;

    @Inject
    Erasure erasure;

    @Inject
    Pseudonyms pseudonyms;

    @Override
    public Integer call() {
        String patient = which.pseudonym(pseudonyms);
        Holdings holdings = erasure.find(patient);
        if (dryRun || holdings.isEmpty()) {
            print(PatientTable.json(holdings), () -> PatientTable.print(holdings, out()));
            return holdings.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
        }
        if (!yes) {
            requireConfirmation(holdings);
        }
        ErasureSummary summary = erasure.erase(patient, decision.who(), decision.reason(), keepOut);
        print(PatientTable.json(summary), () -> PatientTable.print(summary, out()));
        return summary.residue().left().isEmpty() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private void requireConfirmation(Holdings holdings) {
        Console console = System.console();
        if (console == null) {
            throw new IllegalArgumentException("Nobody can be asked here, and erasing cannot be undone: give --yes");
        }
        PatientTable.print(holdings, console.writer());
        String answer = console.readLine("This cannot be undone. Type %s to go on: ", CONFIRMATION);
        if (!CONFIRMATION.equals(answer)) {
            throw new IllegalArgumentException("Nothing was erased");
        }
    }
}
