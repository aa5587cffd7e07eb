package isocenter.deploy.cli;

import isocenter.deploy.security.Users;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Sets a user's password. */
@Command(
        name = "password",
        mixinStandardHelpOptions = true,
        description = "Sets a user's password, which ends the user's sessions.",
        footer = {"", "Example:", "  isocenter user password anna"})
final class UserPasswordCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "The user's name.")
    private String name;

    @Mixin
    private PasswordInput password = new PasswordInput();

    @Inject
    Users users;

    @Override
    public Integer call() {
        if (!users.setPassword(name, password.read(spec()))) {
            throw new IllegalArgumentException("There is no enabled user of this name; isocenter user list shows them");
        }
        print(Map.of("name", name, "changed", true), () -> out().println("changed the password of " + name));
        return ExitCode.OK;
    }
}
