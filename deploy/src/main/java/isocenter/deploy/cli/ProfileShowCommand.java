package isocenter.deploy.cli;

import isocenter.ingest.deidentify.Profiles;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Prints a built-in profile. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints the YAML of a built-in profile, remarks and all: a starting point for one's own.",
        footer = {"", "Example:", "  isocenter profile show research > ours.yaml"})
final class ProfileShowCommand extends ApplicationCommand implements Standalone {
    @Parameters(paramLabel = "NAME", description = "A built-in profile, as isocenter profile list shows it.")
    private String name;

    @Override
    public Integer call() {
        if (!Profiles.BUILT_IN.contains(name)) {
            throw new IllegalArgumentException(
                    "There is no built-in profile of that name; there are " + String.join(", ", Profiles.BUILT_IN));
        }
        String text = Profiles.builtInText(name);
        print(Map.of("name", name, "yaml", text), () -> out().print(text));
        return ExitCode.OK;
    }
}
