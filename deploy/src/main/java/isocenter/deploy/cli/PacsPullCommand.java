package isocenter.deploy.cli;

import isocenter.ingest.dimse.DimseServer;
import isocenter.ingest.dimse.DimseServerException;
import isocenter.ingest.dimse.Pull;
import isocenter.ingest.dimse.Query;
import isocenter.ingest.dimse.QueryLevel;
import isocenter.ingest.dimse.RemoteNode;
import isocenter.ingest.dimse.RemoteNodes;
import isocenter.ingest.dimse.Retrieval;
import isocenter.ingest.dimse.StudyOutcome;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Brings studies from a node into the archive. */
@Command(
        name = "pull",
        mixinStandardHelpOptions = true,
        description = {
            "Pulls studies from a node into the archive, de-identified as all that is ingested.",
            "Repeating the command goes on where it was interrupted: a study that came completely and has not changed is"
                    + " not retrieved again. Exit code 1 when a study did not come completely."
        },
        footer = {"", "Example:", "  isocenter pacs pull PACS --where Modality=CT --where StudyDate=20260101-20260131"})
final class PacsPullCommand extends ApplicationCommand {
    @Parameters(paramLabel = "NODE", description = "A configured name, or AET@host:port.")
    private String node;

    @Option(names = "--study", split = ",", paramLabel = "UID", description = "Study Instance UIDs at the node.")
    private List<String> studies = List.of();

    @Option(
            names = "--where",
            paramLabel = "KEY=VALUE",
            description = "Or all studies that match, as with pacs find: Modality=CT StudyDate=20260101-20260131")
    private Map<String, String> where = new LinkedHashMap<>();

    @Option(
            names = "--retrieve",
            description =
                    "get: over our own association. move: the node connects to our server, so its AE title must be"
                            + " in isocenter.dimse.callers. Default: as configured for the node, else get.")
    private @Nullable Retrieval retrieve;

    @Inject
    RemoteNodes nodes;

    @Inject
    Pull pull;

    @Inject
    DimseServer server;

    @Override
    public Integer call() {
        if (studies.isEmpty() == where.isEmpty()) {
            throw new ParameterException(spec().commandLine(), "Say which studies: either --study or --where");
        }
        Query query = studies.isEmpty() ? query() : null;
        RemoteNode asked = nodes.require(node);
        if (retrieve != null) {
            asked = asked.with(retrieve);
        }
        boolean started = asked.retrieval() == Retrieval.MOVE && startServer();
        try {
            return pull(asked, query);
        } finally {
            if (started) {
                server.stop();
            }
        }
    }

    private int pull(RemoteNode from, @Nullable Query query) {
        long began = System.nanoTime();
        List<String> wanted = query == null ? studies : pull.find(from, query);
        List<StudyOutcome> outcomes;
        try (ProgressLine line = new ProgressLine("pull", "studies", wanted.size())) {
            outcomes = pull.pull(
                    from, wanted, (done, total, objects) -> line.show(done, total, objects + " objects came"));
        }
        PulledTable table = new PulledTable(outcomes, (System.nanoTime() - began) / 1e9);
        print(table.json(), () -> table.print(out()));
        return table.isComplete() ? ExitCode.OK : ExitCode.SOFTWARE;
    }

    private Query query() {
        try {
            return Query.of(QueryLevel.STUDY, where);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    /** False when another process listens already: what arrives there is ours too. */
    private boolean startServer() {
        try {
            server.start();
            return true;
        } catch (DimseServerException taken) {
            System.err.println(taken.getMessage() + " Taken for our own server; objects are expected to arrive there.");
            return false;
        }
    }
}
