package isocenter.audit.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;

/** Where this installation keeps its files: objects, models, reports. Paths in the ledger are relative to it. */
@ConfigMapping(prefix = "isocenter")
public interface IsocenterHome {
    /** The data folder ({@code isocenter.home}). */
    @WithName("home")
    Path path();
}
