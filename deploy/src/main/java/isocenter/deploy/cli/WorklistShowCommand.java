package isocenter.deploy.cli;

import isocenter.annotate.reading.ReadingCount;
import isocenter.annotate.reading.Worklist;
import isocenter.annotate.reading.Worklists;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows how far a worklist is read, or lists all. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows how far each reader of a worklist has come; without a name, lists all worklists.",
        footer = {"", "Example:", "  isocenter worklist show chest-1"})
final class WorklistShowCommand extends ApplicationCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which.")
    private @Nullable String name;

    @Inject
    Worklists worklists;

    @Override
    public Integer call() {
        if (name == null) {
            List<Worklist> all = worklists.all();
            print(
                    all.stream().map(WorklistShowCommand::summary).toList(),
                    () -> all.forEach(list -> out().printf(
                                    "%-24s %-26s %d readers a study%s%n",
                                    list.name(),
                                    list.labelSet(),
                                    list.readers(),
                                    list.adjudicator() == null ? "" : ", adjudicated by " + list.adjudicator())));
            return ExitCode.OK;
        }
        Worklist list = worklists.require(name);
        List<ReadingCount> counts = worklists.progress(list);
        Map<String, Object> json = summary(list);
        json.put("readings", counts);
        print(
                json,
                () -> counts.forEach(count -> out().printf(
                                "%-20s %-12s %-10s %6d readings  %6.1f s each%n",
                                count.reader(),
                                count.role(),
                                count.state(),
                                count.readings(),
                                count.seconds() / count.readings())));
        return ExitCode.OK;
    }

    private static Map<String, Object> summary(Worklist list) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", list.name());
        json.put("title", list.title());
        json.put("labelSet", list.labelSet());
        json.put("readersPerStudy", list.readers());
        json.put("adjudicator", list.adjudicator());
        return json;
    }
}
