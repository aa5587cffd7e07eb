package isocenter.deploy.cli;

import isocenter.audit.content.DurableFile;
import isocenter.ingest.catalogue.CatalogueStatistics;
import isocenter.ingest.catalogue.CatalogueStatistics.Count;
import isocenter.ingest.catalogue.SavedQueries;
import isocenter.ingest.catalogue.StatisticsPage;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What the catalogue is made of. */
@Command(
        name = "catalogue",
        mixinStandardHelpOptions = true,
        description = "Counts images, studies and patients by modality, body part, manufacturer, sex, age and year.",
        footer = {"", "Example:", "  isocenter catalogue --where Modality=CR --html catalogue.html"})
final class CatalogueCommand extends ApplicationCommand {
    @Mixin
    private CatalogueConditions conditions = new CatalogueConditions();

    @Option(names = "--html", paramLabel = "FILE", description = "Also writes a page with plots.")
    private @Nullable Path html;

    @Inject
    CatalogueStatistics statistics;

    @Inject
    SavedQueries saved;

    @Override
    public Integer call() {
        CatalogueStatistics.Summary summary = statistics.of(conditions.conditions(saved));
        if (html != null) {
            ByteBuffer page = ByteBuffer.wrap(StatisticsPage.html(summary).getBytes(StandardCharsets.UTF_8));
            DurableFile.write(html.toAbsolutePath(), channel -> DurableFile.writeFully(channel, page));
        }
        print(summary, () -> {
            line("all", summary.all());
            summary.groups().forEach((title, counts) -> {
                out().println(title);
                counts.forEach(count -> line("  " + (count.value() == null ? "unknown" : count.value()), count));
            });
        });
        return ExitCode.OK;
    }

    private void line(String name, Count count) {
        out().printf(
                        "%-32s %8d images %8d studies %8d patients%n",
                        name, count.images(), count.studies(), count.patients());
    }
}
