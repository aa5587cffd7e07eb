package isocenter.deploy.cli;

import isocenter.annotate.labelset.Code;
import isocenter.annotate.labelset.Finding;
import isocenter.annotate.labelset.LabelSetVersion;
import isocenter.annotate.labelset.LabelSets;
import isocenter.annotate.labelset.Shape;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Shows one label set, or lists all. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Shows what may be labelled under a label set; without a name, lists all versions.",
        footer = {"", "Example:", "  isocenter labelset show chest-radiograph"})
final class LabelsetShowCommand extends ApplicationCommand {
    @Parameters(arity = "0..1", paramLabel = "NAME[@VERSION]", description = "The newest version when none is given.")
    private @Nullable String name;

    @Inject
    LabelSets labelSets;

    @Override
    public Integer call() {
        if (name == null) {
            List<LabelSetVersion> all = labelSets.all();
            print(
                    all.stream().map(LabelsetShowCommand::summary).toList(),
                    () -> all.forEach(version -> out().printf(
                                    "%-30s %s%s%n",
                                    version.id(), version.labels().title(), version.isRetired() ? " (retired)" : "")));
            return ExitCode.OK;
        }
        LabelSetVersion version = labelSets.require(name);
        Map<String, Object> json = summary(version);
        json.put("findings", version.labels().findings());
        print(json, () -> {
            out().printf("%s: %s%n", version.id(), version.labels().title());
            version.labels().findings().forEach(this::line);
        });
        return ExitCode.OK;
    }

    private void line(Finding finding) {
        out().printf(
                        "  %s %-20s %-7s %-9s %-26s %s%n",
                        finding.key() == null ? " " : finding.key(),
                        finding.id(),
                        finding.level().word(),
                        finding.required() ? "required" : "",
                        finding.marks().stream().map(Shape::word).collect(Collectors.joining(" ")),
                        finding.codes().stream()
                                .map(LabelsetShowCommand::written)
                                .collect(Collectors.joining(", ")));
    }

    private static String written(Code code) {
        return code.scheme() + " " + code.value();
    }

    static Map<String, Object> summary(LabelSetVersion version) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", version.id());
        json.put("title", version.labels().title());
        json.put("sha256", version.sha256());
        json.put("retired", version.isRetired());
        return json;
    }
}
