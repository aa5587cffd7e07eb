package isocenter.deploy.cli;

import isocenter.ingest.catalogue.SavedQueries;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes a saved query. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Removes a saved query; datasets that were made with it stay as they are.",
        footer = {"", "Example:", "  isocenter query remove chest-films"})
final class QueryRemoveCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "As isocenter query list shows it.")
    private String name;

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            description = "Who removes it. Default: the user of this machine")
    private String who;

    @Inject
    SavedQueries queries;

    @Override
    public Integer call() {
        queries.remove(name, who);
        print(Map.of("name", name, "removed", true), () -> out().println("removed " + name));
        return ExitCode.OK;
    }
}
