package isocenter.deploy.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The top command; its subcommands are the product's verbs. */
@Command(
        name = "isocenter",
        description = "Turns unlabelled scans into audited models.",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        subcommands = {
            IngestCommand.class,
            ImportCommand.class,
            InboxCommand.class,
            PacsCommand.class,
            PixelsCommand.class,
            DatasetCommand.class,
            LabelsCommand.class,
            LabelsetCommand.class,
            WorklistCommand.class,
            PretrainCommand.class,
            PretrainRankCommand.class,
            FinetuneCommand.class,
            PredictorsCommand.class,
            AuditCommand.class,
            LineageCommand.class,
            LedgerCommand.class,
            SearchCommand.class,
            CatalogueCommand.class,
            QueryCommand.class,
            QuarantineCommand.class,
            ProfileCommand.class,
            ReidentifyCommand.class,
            PatientCommand.class,
            JobsCommand.class,
            ServeCommand.class,
            UserCommand.class,
            TokenCommand.class,
            DemoCommand.class,
            WorkerCommand.class
        },
        footer = {"", "Example:", "  isocenter ingest /data/chest && isocenter dataset create chest"})
final class IsocenterCommand {
    @Mixin
    private CommonOptions common = new CommonOptions();

    CommonOptions common() {
        return common;
    }
}
