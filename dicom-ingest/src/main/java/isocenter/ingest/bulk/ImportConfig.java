package isocenter.ingest.bulk;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How imports are cut up; nothing here changes what is kept. */
@ConfigMapping(prefix = "isocenter.import")
interface ImportConfig {
    /** Files a chunk: what a worker takes at a time, and what is looked at again when it is lost. */
    @WithDefault("500")
    int chunk();
}
