package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Which people may use the server. */
@Command(
        name = "user",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and disables the people who may sign in to the server, and sets their passwords.",
        subcommands = {
            UserCreateCommand.class,
            UserListCommand.class,
            UserDisableCommand.class,
            UserPasswordCommand.class
        },
        footer = {"", "Example:", "  isocenter user create anna --role radiologist --display-name \"Dr Anna Example\""})
final class UserCommand {}
