package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Labels. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        description = "Imports labels, and chooses what to label next.",
        subcommands = {LabelsImportCommand.class, LabelsSelectCommand.class, LabelsSimulateCommand.class},
        footer = {
            "",
            "Example:",
            "  isocenter labels import labels.csv --task pneumonia --positive Pneumonia --negative \"No Finding\""
        })
final class LabelsCommand {}
