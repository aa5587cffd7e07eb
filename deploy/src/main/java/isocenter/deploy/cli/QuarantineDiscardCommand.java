package isocenter.deploy.cli;

import isocenter.ingest.archive.Quarantine;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Gives a record up. */
@Command(
        name = "discard",
        mixinStandardHelpOptions = true,
        description = "Closes a record for good; what is held under it is deleted.",
        footer = {"", "Example:", "  isocenter quarantine discard q-5f0c… --reason \"name over the image\""})
final class QuarantineDiscardCommand extends ApplicationCommand {
    @Parameters(paramLabel = "ID", description = "The record, as isocenter quarantine list shows it.")
    private String id;

    @Mixin
    private Decision decision = new Decision();

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        quarantine.discard(quarantine.require(id), decision.who(), decision.reason());
        print(Map.of("id", id, "discarded", true), () -> out().println("discarded " + id));
        return ExitCode.OK;
    }
}
