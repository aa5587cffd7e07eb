package isocenter.deploy.cli;

import isocenter.annotate.labelset.LabelSets;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Retires a label set's version. */
@Command(
        name = "retire",
        mixinStandardHelpOptions = true,
        description = "Takes a version out of use: no new worklist is made under it; those there are go on.",
        footer = {"", "Example:", "  isocenter labelset retire chest-radiograph@1"})
final class LabelsetRetireCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME@VERSION", description = "Which.")
    private String id;

    @Inject
    LabelSets labelSets;

    @Override
    public Integer call() {
        boolean changed = labelSets.retire(id);
        print(
                Map.of("id", id, "changed", changed),
                () -> out().printf("%s is retired%s%n", id, changed ? "" : " already"));
        return ExitCode.OK;
    }
}
