package isocenter.deploy.cli;

import isocenter.deploy.security.ApiTokens;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a token. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a token and prints it, once. Requests carry it as: Authorization: Bearer TOKEN",
        footer = {"", "Example:", "  isocenter token create gateway --role service > gateway.token"})
final class TokenCreateCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Whose it is, such as a machine's name.")
    private String name;

    @Option(
            names = "--role",
            required = true,
            description = "service may send and read, researcher and radiologist may read.")
    private String role;

    @Inject
    ApiTokens tokens;

    @Override
    public Integer call() {
        String token = tokens.create(name, role);
        print(Map.of("name", name, "role", role, "token", token), () -> out().println(token));
        return ExitCode.OK;
    }
}
