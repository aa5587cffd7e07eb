package isocenter.deploy.cli;

import isocenter.deploy.representation.DatasetJson;
import isocenter.ingest.dataset.DatasetStatistics;
import isocenter.ingest.dataset.DatasetVersion;
import isocenter.ingest.dataset.Datasets;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows one dataset, or lists all. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows who is in a dataset, part by part; without a name, lists all versions.",
        footer = {"", "Example:", "  isocenter dataset show chest@1"})
final class DatasetShowCommand extends ApplicationCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME[@VERSION]", description = "The newest version when none is given.")
    private @Nullable String name;

    @Inject
    Datasets datasets;

    @Override
    public Integer call() {
        if (name == null) {
            List<DatasetVersion> all = datasets.all();
            print(
                    all.stream().map(DatasetJson::identity).toList(),
                    () -> all.forEach(version -> out().printf(
                                    "%-30s %6d images  %6d patients  %s%n%s",
                                    version.id(),
                                    version.images(),
                                    version.patients(),
                                    version.created(),
                                    DatasetTable.erased(version))));
            return ExitCode.OK;
        }
        DatasetStatistics shown = datasets.show(datasets.require(name));
        print(DatasetJson.of(shown), () -> DatasetTable.print(shown, out()));
        return ExitCode.OK;
    }
}
