package isocenter.deploy.cli;

import isocenter.deploy.security.Users;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Disables a user. */
@Command(
        name = "disable",
        mixinStandardHelpOptions = true,
        description = "Ends a user's sessions at once, in a running server too, and lets the user open no other."
                + " There is no way back: the name stays used.",
        footer = {"", "Example:", "  isocenter user disable anna"})
final class UserDisableCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "The user's name.")
    private String name;

    @Inject
    Users users;

    @Override
    public Integer call() {
        if (!users.disable(name)) {
            throw new IllegalArgumentException("There is no enabled user of this name; isocenter user list shows them");
        }
        print(Map.of("name", name, "disabled", true), () -> out().println("disabled " + name));
        return ExitCode.OK;
    }
}
