package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The store's folder and the rows that should speak of it, looked at from outside the program. */
final class StoreOnDisk {
    private StoreOnDisk() {}

    /** Every file has a row, every row a file, and nothing is left over from what did not come to its end. */
    static void assertWhole(Path home, DatabaseAccess database) throws IOException, SQLException {
        Set<String> rows = new HashSet<>();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select path from instance union all select path from conflicting_object")) {
            while (row.next()) {
                rows.add(row.getString(1));
            }
        }
        assertThat(files(home, "store/objects")).isEqualTo(rows);
        assertThat(files(home, "store/incoming").stream()
                        .filter(file -> !file.endsWith(".lock"))
                        .toList())
                .isEmpty();
    }

    static Set<String> files(Path home, String folder) throws IOException {
        if (!Files.exists(home.resolve(folder))) {
            return Set.of();
        }
        try (Stream<Path> files = Files.walk(home.resolve(folder))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> home.relativize(file).toString())
                    .collect(Collectors.toSet());
        }
    }
}
