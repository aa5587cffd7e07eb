package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** What is held of one patient. */
@Command(
        name = "patient",
        mixinStandardHelpOptions = true,
        description = "Says what is held of one patient, and erases a patient everywhere.",
        subcommands = {PatientFindCommand.class, PatientEraseCommand.class, PatientAdmitCommand.class},
        footer = {"", "Example:", "  isocenter patient find P5f0c…"})
final class PatientCommand {}
