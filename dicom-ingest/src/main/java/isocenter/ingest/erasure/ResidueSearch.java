package isocenter.ingest.erasure;

import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.store.ObjectStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Looks for a patient's names in everything there is: each table's rows, each file's path and bytes, and the keys of
 * objects that lie in a bucket. The ledger is left out, for it keeps what happened, and so is the folder of the embedded database, whose tables are searched as tables.
 */
@ApplicationScoped
class ResidueSearch {
    private static final String TABLES = """
            select quote_ident(table_name) from information_schema.tables
            where table_schema = current_schema() and table_type = 'BASE TABLE'
                and table_name not in ('ledger_event', 'ledger_head')
            order by table_name""";
    private static final String DATABASE = "database";
    private static final String OBJECTS = "store";
    private static final int PAGE = 1000;

    private final DataSource database;
    private final ObjectStore store;
    private final Path home;

    ResidueSearch(DataSource database, ObjectStore store, IsocenterHome home) {
        this.database = database;
        this.store = store;
        this.home = home.path().toAbsolutePath().normalize();
    }

    Residue search(Traces traces) {
        TraceScanner scanner = new TraceScanner(traces);
        List<String> left = new ArrayList<>();
        long tables = searchTables(scanner, left);
        long files = searchFiles(scanner, left);
        searchKeys(scanner, left);
        return new Residue(scanner.names(), tables, files, scanner.bytes(), left);
    }

    private long searchTables(TraceScanner scanner, List<String> left) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false); // without it the driver reads a whole table at once
            try (Statement statement = connection.createStatement()) {
                statement.setFetchSize(PAGE);
                List<String> tables = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery(TABLES)) {
                    while (rows.next()) {
                        tables.add(rows.getString(1));
                    }
                }
                for (String table : tables) {
                    if (isIn(table, statement, scanner)) {
                        left.add("table " + table);
                    }
                }
                return tables.size();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new ErasureException("The patient was erased, but the search for what is left could not read the"
                    + " database to its end: isocenter patient find shows whether anything is still counted");
        }
    }

    private static boolean isIn(String table, Statement statement, TraceScanner scanner) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select t::text from " + table + " t")) {
            while (rows.next()) {
                byte[] row = rows.getString(1).getBytes(StandardCharsets.UTF_8);
                scanner.write(row, 0, row.length);
                scanner.write('\n');
            }
        }
        return scanner.finish();
    }

    private long searchFiles(TraceScanner scanner, List<String> left) {
        long[] files = {0};
        try {
            Files.walkFileTree(home, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes found) {
                    return folder.equals(home.resolve(DATABASE))
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes found) {
                    String path = home.relativize(file).toString();
                    boolean named = scanner.isIn(path);
                    if (found.isRegularFile()) {
                        files[0]++;
                        read(file, path, scanner, left, named);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) {
                    if (!(failure instanceof NoSuchFileException)) {
                        left.add("unreadable: " + home.relativize(file));
                    }
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            left.add("unreadable: the data folder");
        }
        return files[0];
    }

    /** Objects in a bucket by their keys, which are hashes of what they hold; their bytes are not fetched. */
    private void searchKeys(TraceScanner scanner, List<String> left) {
        try {
            store.list(OBJECTS, key -> {
                String found = "file " + key;
                if (scanner.isIn(key) && !left.contains(found)) {
                    left.add(found);
                }
            });
        } catch (IOException e) {
            left.add("unreadable: the object store");
        }
    }

    private static void read(Path file, String path, TraceScanner scanner, List<String> left, boolean named) {
        boolean inside = false;
        try (InputStream in = Files.newInputStream(file)) {
            in.transferTo(scanner);
            inside = scanner.finish();
        } catch (NoSuchFileException gone) {
            scanner.finish();
            return;
        } catch (IOException e) {
            scanner.finish();
            left.add("unreadable: " + path);
        }
        if (named || inside) {
            left.add("file " + path);
        }
    }
}
