package isocenter.deploy.cli;

import picocli.CommandLine.Command;

/** Who may use the server. */
@Command(
        name = "token",
        mixinStandardHelpOptions = true,
        description = "Makes, lists and revokes the tokens that requests to the server need.",
        subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
        footer = {"", "Example:", "  isocenter token create gateway --role service"})
final class TokenCommand {}
