package isocenter.audit.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** Who is named as acting in the events this process appends where no {@link ActingUser} is. Never a patient. */
@ConfigMapping(prefix = "isocenter")
interface LedgerActor {
    /** A user or role of the installation ({@code isocenter.actor}). */
    @WithName("actor")
    @WithDefault("local")
    String name();
}
