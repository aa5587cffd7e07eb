package isocenter.deploy.cli;

import isocenter.deploy.representation.QuarantineJson;
import isocenter.ingest.archive.Quarantine;
import isocenter.ingest.archive.QuarantinedObject;
import jakarta.inject.Inject;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Lists open records. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what was not kept, oldest first, with the reason.",
            "What is held can be looked at and released; anything else stayed at its source: correct it there and ingest"
                    + " it again."
        },
        footer = {"", "Example:", "  isocenter quarantine list --held --json"})
final class QuarantineListCommand extends ApplicationCommand {
    @Option(names = "--held", description = "Only what is held for a person to look at.")
    private boolean held;

    @Inject
    Quarantine quarantine;

    @Override
    public Integer call() {
        List<QuarantinedObject> records = quarantine.open().stream()
                .filter(record -> !held || record.heldSha256 != null)
                .toList();
        print(records.stream().map(QuarantineJson::of).toList(), () -> {
            for (QuarantinedObject record : records) {
                out().printf("%s  %s  %s%n", record.id, record.heldSha256 == null ? "    " : "held", record.reason);
            }
            out().printf("%d records%n", records.size());
        });
        return ExitCode.OK;
    }
}
