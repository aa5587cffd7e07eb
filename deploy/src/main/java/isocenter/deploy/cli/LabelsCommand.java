package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Labels. */
@Command(
        name = "labels",
        mixinStandardHelpOptions = true,
        description = "Imports labels.",
        subcommands = LabelsImportCommand.class,
        footer = {
            "",
            "Example:",
            "  isocenter labels import labels.csv --task pneumonia --positive Pneumonia --negative \"No Finding\""
        })
final class LabelsCommand {}
