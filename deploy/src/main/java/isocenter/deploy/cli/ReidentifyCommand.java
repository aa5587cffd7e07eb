package isocenter.deploy.cli;

import isocenter.ingest.reidentify.ReidentificationMap;
import isocenter.ingest.reidentify.Resolution;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The way back from a pseudonym. */
@Command(
        name = "reidentify",
        mixinStandardHelpOptions = true,
        description = {
            "Tells which patient or study a pseudonym stands for, for a recall or an incidental finding.",
            "Who asks and why is written to a log that only grows and to the ledger before it is answered.",
            "The answer is identified data: it goes to standard output and nowhere else. Exit code 1: unknown."
        },
        footer = {"", "Example:", "  isocenter reidentify P7e67edff… --reason \"recall after an incidental finding\""})
final class ReidentifyCommand extends ApplicationCommand {
    @Parameters(paramLabel = "PSEUDONYM", description = "Patient ID or Study Instance UID, as the catalogue has it.")
    private String pseudonym;

    @Mixin
    private Decision decision = new Decision();

    @Inject
    ReidentificationMap map;

    @Override
    public Integer call() {
        Resolution resolution = map.resolve(pseudonym, decision.who(), decision.reason());
        Map<String, String> answer = new LinkedHashMap<>();
        if (resolution instanceof Resolution.Patient patient) {
            answer.put("patientId", patient.id());
            answer.put("issuer", patient.issuer());
            answer.put("name", patient.name());
        } else if (resolution instanceof Resolution.Study study) {
            answer.put("studyInstanceUid", study.uid());
            answer.put("accessionNumber", study.accession());
            answer.put("patient", study.patient());
        }
        print(answer, () -> {
            answer.forEach((key, value) -> out().printf("%-18s %s%n", key, value));
            if (answer.isEmpty()) {
                out().println("unknown: it was never given, or no map was kept at the time");
            }
        });
        return answer.isEmpty() ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
