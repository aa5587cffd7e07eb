package isocenter.deploy.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options that every command takes, before or after its name. */
final class CommonOptions {
    @Option(
            names = "--home",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            defaultValue = "${ISOCENTER_HOME:-${sys:user.home}/.isocenter}",
            description = "Data folder: database, images, models, logs. Also ISOCENTER_HOME. Default: ~/.isocenter")
    private @Nullable Path home;

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Results as JSON on standard output.")
    private boolean json;

    Path home() {
        if (home == null) {
            throw new IllegalStateException("The command line has not been parsed");
        }
        return home.toAbsolutePath().normalize();
    }

    boolean json() {
        return json;
    }
}
