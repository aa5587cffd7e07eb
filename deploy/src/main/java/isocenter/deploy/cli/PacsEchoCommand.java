package isocenter.deploy.cli;

import isocenter.ingest.dimse.NodeQueries;
import isocenter.ingest.dimse.RemoteNode;
import isocenter.ingest.dimse.RemoteNodes;
import jakarta.inject.Inject;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Parameters;

/** Asks a node whether it understands us. */
@Command(
        name = "echo",
        mixinStandardHelpOptions = true,
        description = "Asks a node whether it understands us (C-ECHO). Exit code 1 when it does not, with the reason.",
        footer = {"", "Example:", "  isocenter pacs echo PACS@10.0.0.5:104"})
final class PacsEchoCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NODE", description = "A configured name, or AET@host:port.")
    private String node;

    @Inject
    RemoteNodes nodes;

    @Inject
    NodeQueries queries;

    @Override
    public Integer call() {
        RemoteNode asked = nodes.require(node);
        long started = System.nanoTime();
        queries.echo(asked);
        double seconds = (System.nanoTime() - started) / 1e9;
        print(
                Map.of("node", asked.name(), "aeTitle", asked.aeTitle(), "seconds", seconds),
                () -> out().printf("%s answers as %s (%.0f ms)%n", asked.name(), asked.aeTitle(), 1000 * seconds));
        return ExitCode.OK;
    }
}
