package isocenter.ingest.archive;

import isocenter.ingest.store.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A process of its own that stages files as an ingest run does and then dies without any farewell, as by kill -9. */
final class KilledRun {
    static final int STATUS = 137;

    private KilledRun() {}

    /** Arguments: data folder, a file whose bytes to stage, and "written", "announced" or "moved": when to die. */
    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path content = Path.of(arguments[1]);
        StagingRun run = new StagingArea(home).open(orphans -> {});
        StagedFile file = run.write(out -> Files.copy(content, out));
        if (!arguments[2].equals("written")) {
            run.announce(List.of(file));
        }
        if (arguments[2].equals("moved")) {
            ObjectStore.onDisk(home).put(List.of(file.kept()));
        }
        Runtime.getRuntime().halt(STATUS);
    }
}
