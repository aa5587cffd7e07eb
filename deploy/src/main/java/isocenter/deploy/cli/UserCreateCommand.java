package isocenter.deploy.cli;

import isocenter.deploy.security.Users;
import jakarta.inject.Inject;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a user. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = "Makes a user and asks for the password: 12 characters at least.",
        footer = {"", "Example:", "  isocenter user create anna --role radiologist --display-name \"Dr Anna Example\""})
final class UserCreateCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "What the person signs in with.")
    private String name;

    @Option(names = "--role", required = true, description = "admin, researcher, radiologist or auditor.")
    private String role;

    @Option(names = "--display-name", paramLabel = "TEXT", description = "How pages call the person. Default: NAME")
    private @Nullable String displayName;

    @Mixin
    private PasswordInput password = new PasswordInput();

    @Inject
    Users users;

    @Override
    public Integer call() {
        users.create(name, role, displayName, password.read(spec()));
        print(Map.of("name", name, "role", role), () -> out().println("made " + name + ", " + role));
        return ExitCode.OK;
    }
}
