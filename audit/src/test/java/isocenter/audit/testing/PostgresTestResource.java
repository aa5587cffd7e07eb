package isocenter.audit.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL for {@code @QuarkusTest}s: one server on a random port per test JVM, and for each start of the
 * application an empty database in it and an empty {@code isocenter.home}, removed when the
 * application stops.
 *
 * <p>Use: {@code @QuarkusTest @WithTestResource(PostgresTestResource.class)}. The server ends with the JVM.
 */
public final class PostgresTestResource implements QuarkusTestResourceLifecycleManager {
    /** The server's port survives in a system property because Quarkus may load this class more than once. */
    private static final String PORT_PROPERTY = "test.postgres.port";

    private @Nullable Path home;

    @Override
    public Map<String, String> start() {
        try {
            int port = serverPort();
            String database = "isocenter_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = DriverManager.getConnection(url(port, "postgres"), "postgres", "postgres");
                    Statement statement = connection.createStatement()) {
                statement.execute("create database " + database);
            }
            home = Files.createTempDirectory("isocenter-home");
            return Map.of(
                    "quarkus.datasource.jdbc.url",
                    url(port, database),
                    "quarkus.datasource.username",
                    "postgres",
                    "quarkus.datasource.password",
                    "postgres",
                    "isocenter.home",
                    home.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The test database could not be made", e);
        }
    }

    private static String url(int port, String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    private static int serverPort() throws IOException {
        synchronized (System.getProperties()) {
            String known = System.getProperty(PORT_PROPERTY);
            if (known != null) {
                return Integer.parseInt(known);
            }
            EmbeddedPostgres server = EmbeddedPostgres.builder().start();
            System.setProperty(PORT_PROPERTY, Integer.toString(server.getPort()));
            return server.getPort();
        }
    }

    /** Removes the data folder. The server is shared by every start in this JVM and ends with it (zonky's hook). */
    @Override
    public void stop() {
        if (home == null) {
            return;
        }
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        home = null;
    }
}
