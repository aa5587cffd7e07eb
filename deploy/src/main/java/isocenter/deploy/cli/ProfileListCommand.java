package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Profile;
import isocenter.ingest.deidentify.Profiles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;

/** Lists profiles. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the built-in profiles, the strictest first.",
        footer = {"", "Example:", "  isocenter profile list"})
final class ProfileListCommand extends ApplicationCommand implements Standalone {
    @Override
    public Integer call() {
        List<Profile> profiles = Profiles.BUILT_IN.stream().map(Profiles::read).toList();
        print(
                profiles.stream().map(ProfileListCommand::json).toList(),
                () -> profiles.forEach(profile ->
                        out().printf("%-10s %d  %s%n", profile.name(), profile.version(), profile.description())));
        return ExitCode.OK;
    }

    private static Map<String, @Nullable Object> json(Profile profile) {
        Map<String, @Nullable Object> json = new LinkedHashMap<>();
        json.put("name", profile.name());
        json.put("version", profile.version());
        json.put("description", profile.description());
        return json;
    }
}
