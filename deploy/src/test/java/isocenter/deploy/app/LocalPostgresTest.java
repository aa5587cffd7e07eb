package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded server, for real: durable, closed to strangers, and alive after its owner was killed. */
class LocalPostgresTest {
    @TempDir
    private Path home;

    @Test
    void isDurablePrivateAndSurvivesKillNine() throws Exception {
        Path folder = home.resolve("database");
        long server;
        try (LocalPostgres first = LocalPostgres.open(folder);
                Connection connection = connect(first.access(), first.access().password())) {
            assertThat(value(connection, "show fsync")).isEqualTo("on");
            assertThat(value(connection, "show synchronous_commit")).isEqualTo("on");
            assertThat(value(connection, "show data_checksums")).isEqualTo("on");
            assertThat(value(connection, "show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> connect(first.access(), "guess")).isInstanceOf(SQLException.class);
            run(connection, "create table kept (x int); insert into kept values (42)");

            server = Long.parseLong(Files.readAllLines(folder.resolve("data/postmaster.pid"))
                    .get(0)
                    .strip());
            ProcessHandle.of(server).orElseThrow().destroyForcibly();
            ProcessHandle.of(server).ifPresent(handle -> handle.onExit().join());
        }
        try (LocalPostgres again = LocalPostgres.open(folder);
                Connection connection = connect(again.access(), again.access().password())) {
            assertThat(value(connection, "select x from kept")).isEqualTo("42");
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    private static Connection connect(DatabaseAccess access, String password) throws SQLException {
        return DriverManager.getConnection(access.jdbcUrl(), access.user(), password);
    }

    private static String value(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static void run(Connection connection, String command) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
