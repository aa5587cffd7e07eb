package isocenter.deploy.cli;

import isocenter.ingest.bulk.ImportStatus;
import isocenter.ingest.bulk.Imports;
import jakarta.inject.Inject;
import java.util.UUID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Ends an import. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description = "Ends an import: nothing more of it is begun, what is kept stays.",
        footer = {"", "Example:", "  isocenter import cancel 0b7c1d3e-4a44-4a6c-8d53-1d2f3a4b5c6d"})
final class ImportCancelCommand extends ApplicationCommand {
    @Parameters(paramLabel = "ID", description = "As isocenter import status lists it.")
    private UUID id;

    @Inject
    Imports imports;

    @Override
    public Integer call() {
        ImportTable.require(imports, id);
        imports.cancel(id);
        ImportStatus status = ImportTable.require(imports, id);
        print(ImportTable.json(status), () -> ImportTable.print(status, out()));
        return ExitCode.OK;
    }
}
