package isocenter.deploy.cli;

import isocenter.deploy.security.ApiTokens;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Revokes a token. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Makes a token invalid at once, in a running server too.",
        footer = {"", "Example:", "  isocenter token revoke gateway"})
final class TokenRevokeCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "The token's name.")
    private String name;

    @Inject
    ApiTokens tokens;

    @Override
    public Integer call() {
        if (!tokens.revoke(name)) {
            throw new IllegalArgumentException("There is no valid token of this name; isocenter token list shows them");
        }
        print(Map.of("name", name, "revoked", true), () -> out().println("revoked " + name));
        return ExitCode.OK;
    }
}
