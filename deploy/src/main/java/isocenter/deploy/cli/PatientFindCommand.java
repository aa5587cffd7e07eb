package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.erasure.Erasure;
import isocenter.ingest.erasure.Holdings;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Says what is held of a patient. */
@Command(
        name = "find",
        mixinStandardHelpOptions = true,
        description = {
            "Says how much is held of a patient, place by place, and which models may have learned from the patient.",
            "Exit code 0: something is held. 1: nothing."
        },
        footer = {"", "Example:", "  isocenter patient find --original < number.txt"})
final class PatientFindCommand extends ApplicationCommand {
    @Mixin
    private WhichPatient which = new WhichPatient();

    @Inject
    Erasure erasure;

    @Inject
    Pseudonyms pseudonyms;

    @Override
    public Integer call() {
        Holdings holdings = erasure.find(which.pseudonym(pseudonyms));
        print(PatientTable.json(holdings), () -> PatientTable.print(holdings, out()));
        return holdings.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
