package isocenter.deploy.cli;

import isocenter.ingest.bulk.ImportStatus;
import isocenter.ingest.bulk.Imports;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows how far imports are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows how far an import is, or the newest ones.",
        footer = {"", "Example:", "  isocenter import status --json"})
final class ImportStatusCommand extends ApplicationCommand {
    private static final int NEWEST = 10;

    @Parameters(
            arity = "0..1",
            paramLabel = "ID",
            description = "As isocenter import said; without it, the newest ten.")
    private @Nullable UUID id;

    @Inject
    Imports imports;

    @Override
    public Integer call() {
        List<ImportStatus> found = id == null ? imports.recent(NEWEST) : List.of(ImportTable.require(imports, id));
        print(found.stream().map(ImportTable::json).toList(), () -> {
            found.forEach(status -> ImportTable.print(status, out()));
            if (found.isEmpty()) {
                out().println("no imports");
            }
        });
        return ExitCode.OK;
    }
}
