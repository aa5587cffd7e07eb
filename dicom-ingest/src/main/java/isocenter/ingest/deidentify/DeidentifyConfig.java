package isocenter.ingest.deidentify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How what comes in is de-identified. */
@ConfigMapping(prefix = "isocenter.deidentify")
public interface DeidentifyConfig {
    /** A built-in profile ({@link Profiles#BUILT_IN}) or the path of a YAML file. */
    @WithDefault("research")
    String profile();

    /** Whether the re-identification map is kept: encrypted, under a key of its own. */
    @WithDefault("true")
    boolean map();
}
