package isocenter.deploy.cli;

import isocenter.annotate.reading.ConsensusRule;
import isocenter.annotate.reading.Outcome;
import isocenter.annotate.reading.Worklists;
import isocenter.annotate.task.LabelRevision;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Turns a consensus into labels. */
@Command(
        name = "publish",
        mixinStandardHelpOptions = true,
        description = {
            "Makes what readers agree on the newest labels of a task, for isocenter finetune.",
            "An adjudication decides, else --consensus. Studies that nobody can tell have no label."
        },
        footer = {"", "Example:", "  isocenter worklist publish chest-1 --finding pneumonia --task pneumonia-read"})
final class WorklistPublishCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NAME", description = "Which worklist.")
    private String name;

    @Option(names = "--finding", required = true, paramLabel = "ID", description = "Of the worklist's label set.")
    private String finding;

    @Option(names = "--task", required = true, paramLabel = "NAME", description = "What the labels answer.")
    private String task;

    @Option(
            names = "--consensus",
            defaultValue = "MAJORITY",
            paramLabel = "RULE",
            description =
                    "How readers who differ come to one value: MAJORITY, or DAWID_SKENE, which trusts each reader as far"
                            + " as the others bear them out, for three readers or more. Default: ${DEFAULT-VALUE}")
    private ConsensusRule rule;

    @Inject
    Worklists worklists;

    @Inject
    Outcome outcome;

    @Override
    public Integer call() {
        Outcome.Published published = outcome.publish(worklists.require(name), finding, task, rule);
        LabelRevision revision = published.revision();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("labels", revision.id());
        json.put("positives", revision.positives());
        json.put("negatives", revision.negatives());
        json.put("studies", published.studies());
        json.put("uncertain", published.uncertain());
        json.put("undecided", published.undecided());
        print(
                json,
                () -> out().printf(
                                "task %s: %d positive, %d negative images of %d studies; %d studies uncertain, %d undecided%n",
                                revision.id(),
                                revision.positives(),
                                revision.negatives(),
                                published.studies(),
                                published.uncertain(),
                                published.undecided()));
        return ExitCode.OK;
    }
}
