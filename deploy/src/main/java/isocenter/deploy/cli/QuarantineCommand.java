package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** What was not kept. */
@Command(
        name = "quarantine",
        mixinStandardHelpOptions = true,
        description = "Shows what was not kept and why, and decides about what is held for a person to look at.",
        subcommands = {
            QuarantineListCommand.class,
            QuarantineShowCommand.class,
            QuarantineSheetCommand.class,
            QuarantineReleaseCommand.class,
            QuarantineDiscardCommand.class
        },
        footer = {"", "Example:", "  isocenter quarantine list"})
final class QuarantineCommand {}
