package isocenter.deploy.cli;

import isocenter.ingest.archive.IngestOutcome;
import isocenter.ingest.archive.Quarantine;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Lets a held object in. */
@Command(
        name = "release",
        mixinStandardHelpOptions = true,
        description = "Lets a held object into the catalogue, after somebody has looked at it.",
        footer = {"", "Example:", "  isocenter quarantine release q-5f0c… --reason \"only a side marker\""})
final class QuarantineReleaseCommand extends ApplicationCommand {
    @Parameters(paramLabel = "ID", description = "The record, as isocenter quarantine list shows it.")
    private String id;

    @Mixin
    private Decision decision = new Decision();

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        IngestOutcome outcome =
                quarantine.release(quarantine.require(id), UnaryOperator.identity(), decision.who(), decision.reason());
        print(Map.of("id", id, "outcome", outcome), () -> out().println(outcome));
        return outcome instanceof IngestOutcome.Quarantined ? ExitCode.SOFTWARE : ExitCode.OK;
    }
}
