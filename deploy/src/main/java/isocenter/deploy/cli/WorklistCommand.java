package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Who reads what. */
@Command(
        name = "worklist",
        mixinStandardHelpOptions = true,
        description = "Makes worklists, shows how far they are read, turns what readers agree on into labels, and"
                + " takes readings in and out.",
        subcommands = {
            WorklistCreateCommand.class,
            WorklistShowCommand.class,
            WorklistAgreementCommand.class,
            WorklistPublishCommand.class,
            WorklistExportCommand.class,
            WorklistImportCommand.class
        },
        footer = {
            "",
            "Example:",
            "  isocenter worklist create chest-1 --label-set chest-radiograph --dataset chest --reader anna --reader berta"
        })
final class WorklistCommand {}
