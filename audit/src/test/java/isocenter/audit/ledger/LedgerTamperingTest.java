package isocenter.audit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import isocenter.audit.content.CompactRange;
import isocenter.audit.content.MerkleHash;
import isocenter.audit.ledger.Verification.Incomplete;
import isocenter.audit.ledger.Verification.Sound;
import isocenter.audit.ledger.Verification.Tampered;
import isocenter.audit.testing.PostgresTestResource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An attacker with all rights in the database changes a ledger of twelve events; 3, 5 and 8 vouch for a file each. */
@QuarkusTest
@WithTestResource(PostgresTestResource.class)
class LedgerTamperingTest {
    private static final int SIZE = 12;

    @Inject
    Ledger ledger;

    @Inject
    DataSource database;

    @Inject
    IsocenterHome home;

    @TempDir
    Path outside;

    @BeforeEach
    void recordTwelveEvents() throws Exception {
        execute(
                "alter table ledger_event disable trigger user",
                "delete from ledger_event",
                "update ledger_head set size = 0, frontier = '', root = sha256('')",
                "alter table ledger_event enable trigger user");
        for (int i = 0; i < SIZE; i++) {
            List<Artefact> artefacts =
                    List.of(3, 5, 8).contains(i) ? List.of(write("store/" + i + ".bin", "content " + i)) : List.of();
            LedgerEntry entry = new LedgerEntry("test.happened", "subject", Map.of("n", i), artefacts);
            QuarkusTransaction.requiringNew().run(() -> ledger.append(entry));
        }
        assertThat(ledger.verify()).isEqualTo(new Sound(ledger.head(), 3));
        execute("alter table ledger_event disable trigger user");
    }

    @AfterEach
    void enableTriggers() throws SQLException {
        execute("alter table ledger_event enable trigger user");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', textBlock = """
            one byte of a body         ; 4 ; update ledger_event set body = replace(body, '"n":4', '"n":5') where index = 4
            a body and its leaf hash   ; 4 ; update ledger_event set body = replace(body, '"n":4', '"n":5'), leaf_hash = sha256('\\x00'::bytea || convert_to(replace(body, '"n":4', '"n":5'), 'UTF8')) where index = 4
            one byte of a leaf hash    ; 7 ; update ledger_event set leaf_hash = set_byte(leaf_hash, 9, 255 - get_byte(leaf_hash, 9)) where index = 7
            one byte of a root hash    ; 7 ; update ledger_event set root_hash = set_byte(root_hash, 9, 255 - get_byte(root_hash, 9)) where index = 7
            an actor's column          ; 2 ; update ledger_event set actor = 'nobody' where index = 2
            an action's column         ; 2 ; update ledger_event set action = 'nothing' where index = 2
            a subject's column         ; 2 ; update ledger_event set subject = 'nobody' where index = 2
            a time's column            ; 2 ; update ledger_event set at = at + interval '1 microsecond' where index = 2
            deletion                   ; 6 ; delete from ledger_event where index = 6
            deletion of the first      ; 0 ; delete from ledger_event where index = 0
            truncation                 ; 9 ; delete from ledger_event where index >= 9
            insertion at the end       ; 12 ; insert into ledger_event select 12, at, actor, action, subject, body, leaf_hash, root_hash from ledger_event where index = 11
            the head's root            ; 12 ; update ledger_head set root = sha256('')
            the head's frontier        ; 12 ; update ledger_head set frontier = set_byte(frontier, 0, 255 - get_byte(frontier, 0))
            the head's size            ; 12 ; update ledger_head set size = 13
            the head's size, less      ; 11 ; update ledger_head set size = 11
            """)
    void aChangeInTheDatabaseIsFound(String what, long firstBad, String sql) throws SQLException {
        execute(sql);
        assertTampered(ledger.verify(), firstBad);
    }

    @Test
    void deletionWithTheFollowingMovedUpIsFound() throws SQLException {
        execute(
                "delete from ledger_event where index = 6",
                "update ledger_event set index = index + 1000 where index > 6",
                "update ledger_event set index = index - 1001 where index > 1000",
                "update ledger_head set size = 11");
        assertTampered(ledger.verify(), 6);
    }

    @Test
    void insertionWithTheFollowingMovedDownIsFound() throws SQLException {
        execute(
                "update ledger_event set index = index + 1000 where index >= 5",
                "update ledger_event set index = index - 999 where index >= 1000",
                "insert into ledger_event select 5, at, actor, action, subject, body, leaf_hash, root_hash"
                        + " from ledger_event where index = 4",
                "update ledger_head set size = 13");
        assertTampered(ledger.verify(), 5);
    }

    @Test
    void reorderingIsFound() throws SQLException {
        execute(
                "update ledger_event set index = 1000 where index = 3",
                "update ledger_event set index = 3 where index = 4",
                "update ledger_event set index = 4 where index = 1000");
        assertTampered(ledger.verify(), 3);
    }

    @Test
    void aMissingHeadIsFound() throws SQLException {
        execute("alter table ledger_head disable trigger user");
        try {
            execute("create table kept as select * from ledger_head", "delete from ledger_head");
            assertTampered(ledger.verify(), 0);
        } finally {
            execute(
                    "insert into ledger_head select * from kept",
                    "drop table kept",
                    "alter table ledger_head enable trigger user");
        }
    }

    /** Whoever rewrites events, hashes and head consistently leaves nothing to see inside; what was exported tells. */
    @Test
    void aConsistentForgeryIsFoundByWhatWasExported() throws Exception {
        LedgerHead head = ledger.head();
        Path export = outside.resolve("ledger.jsonl");
        ledger.export(export);
        forgeFrom(4);
        assertThat(ledger.verify()).isInstanceOf(Sound.class);
        assertTampered(ledger.verify(head, VerificationListener.NONE), 0);
        assertTampered(ledger.verify(export, VerificationListener.NONE), 4);
    }

    @Test
    void aRestoreBehindAnExportedHeadIsFound() throws Exception {
        LedgerHead early = ledger.head();
        Path earlyExport = outside.resolve("early.jsonl");
        ledger.export(earlyExport);
        execute(
                "create table kept_events as select * from ledger_event",
                "create table kept_head as select * from ledger_head");
        LedgerHead late = QuarkusTransaction.requiringNew()
                .call(() -> ledger.append(LedgerEntry.of("test.happened", "late", Map.of())));
        Path lateExport = outside.resolve("late.jsonl");
        ledger.export(lateExport);
        assertThat(ledger.verify(early, VerificationListener.NONE)).isInstanceOf(Sound.class);
        assertThat(ledger.verify(earlyExport, VerificationListener.NONE)).isInstanceOf(Sound.class);

        execute(
                "delete from ledger_event",
                "insert into ledger_event select * from kept_events",
                "update ledger_head h set size = k.size, frontier = k.frontier, root = k.root from kept_head k",
                "drop table kept_events",
                "drop table kept_head");
        assertThat(ledger.verify()).isEqualTo(new Sound(early, 3));
        assertTampered(ledger.verify(late, VerificationListener.NONE), SIZE);
        assertTampered(ledger.verify(lateExport, VerificationListener.NONE), SIZE);
    }

    @Test
    void anExportHoldsEveryBodyAndItsHead() throws IOException {
        Path export = outside.resolve("ledger.jsonl");
        ledger.export(export);
        List<String> lines = Files.readAllLines(export);
        assertThat(lines).hasSize(SIZE + 1);
        assertThat(lines.get(4)).contains("\"n\":4");
        LedgerHead head = ledger.head();
        assertThat(lines.get(SIZE)).isEqualTo("{\"root\":\"" + head.rootHash() + "\",\"size\":12}");
    }

    @Test
    void aDamagedExportProvesNothing() throws IOException {
        Path export = outside.resolve("ledger.jsonl");
        ledger.export(export);
        Files.writeString(export, Files.readString(export).replace("\"n\":4", "\"n\":5"));
        assertThat(ledger.verify(export, VerificationListener.NONE)).isInstanceOf(Incomplete.class);
        assertThat(ledger.verify(outside.resolve("none"), VerificationListener.NONE))
                .isInstanceOf(Incomplete.class);
    }

    @Test
    void aChangedFileIsFound() throws Exception {
        write("store/5.bin", "content 6");
        assertTampered(ledger.verify(), 5);
    }

    @Test
    void aMissingFileIsFoundUnlessItsRemovalWasRecorded() throws IOException {
        Files.delete(home.path().resolve("store/8.bin"));
        assertTampered(ledger.verify(), 8);
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.append(new LedgerEntry(
                        "test.removed", "subject", Map.of(), List.of(Artefact.removed("store/8.bin")))));
        assertThat(ledger.verify()).isEqualTo(new Sound(ledger.head(), 2));
    }

    @Test
    void theLatestStatementAboutAFileHolds() throws Exception {
        Artefact rewritten = write("store/3.bin", "new content");
        assertTampered(ledger.verify(), 3);
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.append(new LedgerEntry("test.rewritten", "subject", Map.of(), List.of(rewritten))));
        assertThat(ledger.verify()).isEqualTo(new Sound(ledger.head(), 3));
        write("store/3.bin", "content 3");
        assertTampered(ledger.verify(), SIZE);
    }

    @Test
    void withoutTheDataFolderNothingIsKnown() {
        Verification verification = new LedgerVerifier(database, outside.resolve("unmounted"), List.of())
                .verify((LedgerHead) null, VerificationListener.NONE);
        assertThat(verification).isInstanceOf(Incomplete.class);
    }

    private void assertTampered(Verification verification, long firstBad) {
        assertThat(verification)
                .isInstanceOfSatisfying(
                        Tampered.class,
                        tampered -> assertThat(tampered.firstBadIndex())
                                .as(tampered.what())
                                .isEqualTo(firstBad));
    }

    private Artefact write(String path, String content) throws IOException, NoSuchAlgorithmException {
        Path file = home.path().resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return new Artefact(path, HexFormat.of().formatHex(hash));
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** Changes one event and recomputes every hash after it, as an attacker who knows the code would. */
    private void forgeFrom(long index) throws SQLException {
        execute("update ledger_event set body = replace(body, '\"n\":" + index + "', '\"n\":99') where index = "
                + index);
        CompactRange tree = CompactRange.empty();
        try (Connection connection = database.getConnection();
                PreparedStatement update = connection.prepareStatement(
                        "update ledger_event set leaf_hash = ?, root_hash = ? where index = ?");
                Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("select index, body from ledger_event order by index")) {
            while (row.next()) {
                byte[] leaf = MerkleHash.leaf(row.getString(2).getBytes(StandardCharsets.UTF_8));
                tree.append(leaf);
                update.setBytes(1, leaf);
                update.setBytes(2, tree.root());
                update.setLong(3, row.getLong(1));
                update.executeUpdate();
            }
        }
        try (Connection connection = database.getConnection();
                PreparedStatement update =
                        connection.prepareStatement("update ledger_head set frontier = ?, root = ?")) {
            update.setBytes(1, tree.encoded());
            update.setBytes(2, tree.root());
            update.executeUpdate();
        }
    }
}
