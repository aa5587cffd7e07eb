package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Datasets: named, immutable versions with a split by patient. */
@Command(
        name = "dataset",
        mixinStandardHelpOptions = true,
        description = "Makes and shows datasets: named, immutable versions whose split puts no patient into two parts.",
        subcommands = {DatasetCreateCommand.class, DatasetShowCommand.class},
        footer = {
            "",
            "Example:",
            "  isocenter dataset create chest --where modality=CR,DX --where bodyPart=CHEST --seed 7"
        })
final class DatasetCommand {}
