package isocenter.ingest.archive;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** How an ingest run uses this machine; of its settings only the parser could change what is kept. */
@ConfigMapping(prefix = "isocenter.ingest")
interface IngestConfig {
    /** Threads that read, de-identify, decode and write; 0 takes one for each processor. */
    @WithDefault("0")
    int workers();

    /** Files in one transaction. */
    @WithDefault("64")
    int batch();

    /** Longest time in seconds that a finished file waits for its batch to fill. */
    @WithDefault("2")
    int patience();

    /** Sides in pixels at which objects that arrive over the network are left for training. */
    Optional<List<Integer>> prepare();

    /** What reads arriving objects: {@code part10}, or {@code dcm4che} where the build has it. */
    @WithDefault("part10")
    String parser();
}
