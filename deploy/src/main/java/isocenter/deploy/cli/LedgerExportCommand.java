package isocenter.deploy.cli;

import isocenter.audit.ledger.Ledger;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Exports the ledger. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Writes every event as one line of canonical JSON, and the head as the last line.",
        footer = {"", "Example:", "  isocenter ledger export /mnt/witness/ledger.jsonl"})
final class LedgerExportCommand extends ApplicationCommand {
    @Parameters(paramLabel = "FILE", description = "Where to; replaced when it exists.")
    private Path file;

    @Inject
    Ledger ledger;

    @Override
    public Integer call() {
        ledger.export(file.toAbsolutePath());
        print(
                Map.of("file", file.toAbsolutePath().toString(), "head", LedgerHeadCommand.json(ledger.head())),
                () -> out().println("exported to " + file.toAbsolutePath()));
        return ExitCode.OK;
    }
}
