package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Pseudonyms;
import isocenter.ingest.erasure.Erasure;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;

/** Lets a patient come back. */
@Command(
        name = "admit",
        mixinStandardHelpOptions = true,
        description = {
            "Lets a patient come back who was erased with --keep-out. What was erased stays erased.",
            "Exit code 0: may come back. 1: was not kept out."
        },
        footer = {"", "Example:", "  isocenter patient admit --original --reason \"new consent 2027-3\" < number.txt"})
final class PatientAdmitCommand extends ApplicationCommand {
    @Mixin
    private WhichPatient which = new WhichPatient();

    @Mixin
    private Decision decision = new Decision();

    @Inject
    Erasure erasure;

    @Inject
    Pseudonyms pseudonyms;

    @Override
    public Integer call() {
        boolean admitted = erasure.admit(which.pseudonym(pseudonyms), decision.who(), decision.reason());
        print(
                Map.of("admitted", admitted),
                () -> out().println(admitted ? "the patient may come back" : "this patient is not kept out"));
        return admitted ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
