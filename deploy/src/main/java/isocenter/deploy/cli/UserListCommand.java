package isocenter.deploy.cli;

import isocenter.deploy.security.User;
import isocenter.deploy.security.Users;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists users. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists users by name and role.",
        footer = {"", "Example:", "  isocenter user list"})
final class UserListCommand extends ApplicationCommand {
    @Inject
    Users users;

    @Override
    public Integer call() {
        List<User> all = users.list();
        print(all.stream().map(UserListCommand::json).toList(), () -> {
            for (User user : all) {
                out().printf(
                                "%-24s %-12s %-32s made %s%s%n",
                                user.name(),
                                user.role(),
                                user.displayName(),
                                user.created(),
                                user.disabled() == null ? "" : ", disabled " + user.disabled());
            }
        });
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> json(User user) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", user.name());
        json.put("role", user.role());
        json.put("displayName", user.displayName());
        json.put("created", user.created().toString());
        json.put("disabled", user.disabled() == null ? null : user.disabled().toString());
        return json;
    }
}
