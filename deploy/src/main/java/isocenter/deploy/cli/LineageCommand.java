package isocenter.deploy.cli;

import isocenter.audit.provenance.Lineage;
import isocenter.audit.provenance.LineageGraph;
import isocenter.audit.provenance.LineageGraph.Node;
import isocenter.audit.provenance.Thing;
import jakarta.inject.Inject;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows what something was made from and what was made from it. */
@Command(
        name = "lineage",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what something was made from, and what was made from it.",
            "Kinds: dataset, run, backbone, labels, labelset, worklist, predictor, report."
        },
        footer = {"", "Example:", "  isocenter lineage backbone simclr-resnet18-c37097 --down 0"})
final class LineageCommand extends ApplicationCommand {
    @Parameters(index = "0", paramLabel = "KIND", description = "What it is.")
    private String kind;

    @Parameters(
            index = "1",
            paramLabel = "ID",
            description = "Its id; of datasets, labels and label sets NAME@VERSION.")
    private String id;

    @Option(
            names = "--up",
            defaultValue = "9",
            description = "Steps towards what it was made from. Default: ${DEFAULT-VALUE}")
    private int up;

    @Option(
            names = "--down",
            defaultValue = "9",
            description = "Steps towards what was made from it. Default: ${DEFAULT-VALUE}")
    private int down;

    @Inject
    Lineage lineage;

    @Override
    public Integer call() {
        if (up < 0 || down < 0) {
            throw new ParameterException(spec().commandLine(), "--up and --down take 0 or more");
        }
        LineageGraph graph = lineage.around(new Thing(kind, id), up, down);
        print(graph, () -> {
            for (Node node : graph.nodes()) {
                out().printf(
                                "%s %s  %s%n",
                                node.kind(), node.id(), node.at() == null ? "not here any more" : node.at());
                node.facts().forEach((name, value) -> out().printf("    %-14s %s%n", name, value));
                graph.links().stream()
                        .filter(link -> link.from().kind().equals(node.kind())
                                && link.from().id().equals(node.id()))
                        .forEach(link -> out().printf(
                                        "    %s %s %s%n",
                                        link.relation().words(),
                                        link.to().kind(),
                                        link.to().id()));
            }
            if (graph.truncated()) {
                out().println("There is more: give fewer steps, or begin at one of the last.");
            }
        });
        return ExitCode.OK;
    }
}
