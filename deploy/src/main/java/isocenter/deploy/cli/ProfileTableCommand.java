package isocenter.deploy.cli;

import isocenter.ingest.deidentify.ProfileTable;
import isocenter.ingest.deidentify.Profiles;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what a profile does. */
@Command(
        name = "table",
        mixinStandardHelpOptions = true,
        description = "Prints what a profile does to each attribute, and which rule, option or table decided it.",
        footer = {"", "Example:", "  isocenter profile table ours.yaml --class 1.2.840.10008.5.1.4.1.1.2"})
final class ProfileTableCommand extends ApplicationCommand implements Standalone {
    @Parameters(paramLabel = "PROFILE", description = "A built-in name, or a YAML file.")
    private String profile;

    @Option(
            names = "--class",
            paramLabel = "UID",
            defaultValue = "",
            description = "The storage class, which decides between removing and emptying. Default: any")
    private String sopClass;

    @Override
    public Integer call() {
        List<ProfileTable.Line> lines = ProfileTable.of(Profiles.read(profile), sopClass);
        print(lines, () -> out().print(ProfileTable.text(lines)));
        return ExitCode.OK;
    }
}
