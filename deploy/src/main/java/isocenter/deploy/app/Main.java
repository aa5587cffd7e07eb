package isocenter.deploy.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import isocenter.deploy.cli.CommandLineCheck;
import isocenter.deploy.cli.CommandLineRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The program. Arguments are checked first, so that help and mistakes cost no database; then the database is opened, the
 * application started and the command run.
 */
@QuarkusMain
public final class Main {
    /** In the data folder: what the operator has set. */
    private static final String SETTINGS = "isocenter.properties";

    private Main() {}

    public static void main(String... arguments) throws IOException {
        CommandLineCheck check = CommandLineCheck.of(arguments);
        if (check.finished()) {
            System.exit(check.exitCode());
        }
        check.settings().forEach(System::setProperty);
        Path home = check.home();
        try {
            Files.createDirectories(home.resolve("logs"));
            OwnerOnly.folder(home);
            start(home, arguments);
        } catch (DatabaseUnavailable e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void start(Path home, String... arguments) throws IOException {
        System.setProperty("isocenter.home", home.toString());
        Path settings = home.resolve(SETTINGS);
        if (Files.exists(settings)) {
            System.setProperty("smallrye.config.locations", settings.toUri().toString());
        }
        String url = System.getenv("ISOCENTER_DB_URL");
        if (url != null && !url.isBlank()) {
            use(new DatabaseAccess(
                    url, environment("ISOCENTER_DB_USER", "isocenter"), environment("ISOCENTER_DB_PASSWORD", "")));
            Quarkus.run(CommandLineRun.class, Main::end, arguments);
            return;
        }
        LocalPostgres postgres = LocalPostgres.open(home.resolve("database"));
        use(postgres.access());
        Quarkus.run(
                CommandLineRun.class,
                (code, failure) -> {
                    close(postgres);
                    end(code, failure);
                },
                arguments);
    }

    private static void use(DatabaseAccess access) {
        System.setProperty("quarkus.datasource.jdbc.url", access.jdbcUrl());
        System.setProperty("quarkus.datasource.username", access.user());
        System.setProperty("quarkus.datasource.password", access.password());
    }

    private static void close(LocalPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException | DatabaseUnavailable e) {
            System.err.println("The embedded PostgreSQL is left running: " + e.getMessage());
        }
    }

    /** A failure reaches this only from the start of the application; a command explains its own. */
    private static void end(int code, @Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            System.err.println((cause == failure ? "isocenter: the application does not start: " : "  because: ")
                    + cause.getMessage());
        }
        System.exit(code);
    }

    private static String environment(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null ? otherwise : value;
    }
}
