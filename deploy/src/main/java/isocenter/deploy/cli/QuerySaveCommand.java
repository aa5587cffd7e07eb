package isocenter.deploy.cli;

import isocenter.ingest.catalogue.SavedQueries;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Saves a query. */
@Command(
        name = "save",
        mixinStandardHelpOptions = true,
        description = {
            "Saves conditions under a name, in place of those that had it, and tells how many images match now.",
            "What was made with the name before keeps the conditions that it was made with."
        },
        footer = {
            "",
            "Example:",
            "  isocenter query save chest-films --where Modality=CR,DX --where StudyDescription=*thorax*"
        })
final class QuerySaveCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Lower-case letters, digits, '.', '_', '-'.")
    private String name;

    @Option(
            names = "--where",
            required = true,
            paramLabel = "ATTRIBUTE=VALUE",
            description = "As in isocenter search; repeat it for more.")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--by",
            defaultValue = "${sys:user.name}",
            description = "Who saves it. Default: the user of this machine")
    private String who;

    @Inject
    SavedQueries queries;

    @Override
    public Integer call() {
        long images = queries.save(name, where, who);
        print(Map.of("name", name, "images", images), () -> out().printf("saved; %d images match now%n", images));
        return ExitCode.OK;
    }
}
