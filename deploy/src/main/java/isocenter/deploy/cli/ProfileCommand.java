package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** How what comes in is de-identified. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        description = {
            "Shows and tries de-identification profiles (PS3.15 annex E). Needs no data folder.",
            "isocenter.deidentify.profile in isocenter.properties of the data folder chooses one."
        },
        subcommands = {
            ProfileListCommand.class,
            ProfileShowCommand.class,
            ProfileTableCommand.class,
            ProfileTryCommand.class
        },
        footer = {"", "Example:", "  isocenter profile try image.dcm --profile basic"})
final class ProfileCommand {}
