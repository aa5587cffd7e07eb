package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** What may be labelled. */
@Command(
        name = "labelset",
        mixinStandardHelpOptions = true,
        description = "Keeps what readers may label: findings, their codes, and how they are marked.",
        subcommands = {LabelsetAddCommand.class, LabelsetShowCommand.class, LabelsetRetireCommand.class},
        footer = {"", "Example:", "  isocenter labelset add chest-radiograph"})
final class LabelsetCommand {}
