package isocenter.deploy.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.pixel.Frames;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server acknowledged is there, and nothing half, whatever happens to it, its disk or its database. */
class ServerFaultsIT {
    /** {@code -Dkills=50} for the long form. */
    private static final int KILLS = Integer.getInteger("kills", 3);

    private static final int SENDERS = 4;

    @TempDir
    private Path folder;

    private Path home;
    private InstalledIsocenter isocenter;

    @BeforeEach
    void prepare() throws IOException {
        home = folder.resolve("home");
        isocenter = new InstalledIsocenter(home, Files.createDirectory(folder.resolve("captured")));
    }

    private String token(Map<String, String> environment) throws IOException, InterruptedException {
        Path out = folder.resolve("token");
        int code = isocenter
                .start(
                        List.of(),
                        environment,
                        out,
                        folder.resolve("token.err"),
                        "token",
                        "create",
                        "test",
                        "--role",
                        "service")
                .waitFor();
        assertThat(code).as(Files.readString(folder.resolve("token.err"))).isZero();
        return Files.readString(out).strip();
    }

    @Test
    void killNineUnderLoadLosesNothingThatWasAcknowledged() throws Exception {
        String token = token(Map.of());
        Map<String, String> acknowledged = new ConcurrentHashMap<>(); // retrieve URL → hash of the pixels
        Random random = new Random(9);
        for (int kill = 0; kill < KILLS; kill++) {
            RunningServer server = RunningServer.start(isocenter, folder, token, List.of(), Map.of());
            int before = acknowledged.size();
            AtomicBoolean going = new AtomicBoolean(true);
            ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
            List<Future<?>> sending = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                long seed = random.nextLong();
                sending.add(senders.submit(() -> send(server, new Random(seed), going, acknowledged)));
            }
            while (acknowledged.size() == before) {
                Thread.sleep(5);
            }
            Thread.sleep(random.nextInt(1500));
            server.kill();
            going.set(false);
            for (Future<?> one : sending) {
                one.get();
            }
            senders.shutdown();
        }

        try (RunningServer server = RunningServer.start(isocenter, folder, token, List.of(), Map.of())) {
            assertThat(acknowledged.size()).isGreaterThan(KILLS);
            for (Map.Entry<String, String> each : acknowledged.entrySet()) {
                assertThat(pixels(server, each.getKey())).isEqualTo(each.getValue());
            }
            // The next object makes the server open its staging area, which sweeps what the dead left.
            assertThat(server.store(SmallFilm.of(random, 64)).statusCode()).isEqualTo(200);
            try (LocalPostgres database = LocalPostgres.open(home.resolve("database"))) {
                StoreOnDisk.assertWhole(home, database.access());
            }
        }
        System.out.printf("%d kills, %d acknowledged, all there%n", KILLS, acknowledged.size());
        assertThat(isocenter.run("ledger", "verify").code()).isZero();
    }

    private static boolean send(
            RunningServer server, Random random, AtomicBoolean going, Map<String, String> acknowledged)
            throws InterruptedException {
        while (going.get()) {
            byte[] film = SmallFilm.of(random, 64);
            try {
                HttpResponse<byte[]> answer = server.store(film);
                if (answer.statusCode() == 200) {
                    acknowledged.put(retrieveUrl(answer), hash(film));
                }
            } catch (IOException cutOff) {
                // not acknowledged, so nothing is promised
            }
        }
        return true;
    }

    private static String retrieveUrl(HttpResponse<byte[]> answer) throws IOException {
        JsonNode report = new ObjectMapper().readTree(answer.body());
        String url = report.at("/00081199/Value/0/00081190/Value/0").asText();
        return URI.create(url).getPath();
    }

    private static String hash(byte[] dicom) {
        return Frames.of(new Part10Parser().parse(dicom)).decodeAll().sha256();
    }

    private static String pixels(RunningServer server, String path) throws Exception {
        HttpResponse<byte[]> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        byte[] body = answer.body();
        int start = indexOf(body, "\r\n\r\n") + 4;
        return hash(Arrays.copyOfRange(body, start, body.length - closingLength(answer)));
    }

    private static int closingLength(HttpResponse<byte[]> answer) {
        String boundary =
                answer.headers().firstValue("Content-Type").orElseThrow().replaceAll(".*boundary=\"?([^\";]+).*", "$1");
        return ("\r\n--" + boundary + "--\r\n").length();
    }

    private static int indexOf(byte[] body, String text) {
        return new String(body, StandardCharsets.ISO_8859_1).indexOf(text);
    }

    @Test
    void aFullDiskIsSaidAndReadsGoOn() throws Exception {
        Path store = Files.createDirectories(home.resolve("store"));
        List<String> under = List.of(
                "unshare",
                "-Urm",
                "sh",
                "-c",
                "mount -t tmpfs -o size=24m tmpfs '" + store + "' && exec \"$0\" \"$@\"");
        assumeTrue(canMount(under), "skipped: a small file system cannot be mounted here (unshare -Urm)");
        try (LocalPostgres database = LocalPostgres.open(folder.resolve("database"))) {
            Map<String, String> environment = environment(database.access());
            String token = token(environment);
            try (RunningServer server = RunningServer.start(isocenter, folder, token, under, environment)) {
                Random random = new Random(4);
                List<String> kept = new ArrayList<>();
                int status;
                do {
                    HttpResponse<byte[]> answer = server.store(SmallFilm.of(random, 1024));
                    status = answer.statusCode();
                    if (status == 200) {
                        kept.add(retrieveUrl(answer));
                    }
                } while (status == 200 && kept.size() < 100);
                assertThat(status).isEqualTo(507);
                assertThat(kept).hasSizeGreaterThan(5);
                assertThat(server.store(SmallFilm.of(random, 1024)).statusCode())
                        .isEqualTo(507);
                for (String path : kept) {
                    assertThat(server.get(path).statusCode()).isEqualTo(200);
                }
                // What fits is taken again without a restart.
                assertThat(server.store(SmallFilm.of(random, 64)).statusCode()).isEqualTo(200);
                assertThat(count(database.access(), "instance")).isEqualTo(kept.size() + 1L);
            }
        }
    }

    @Test
    void aDatabaseThatGoesAwayIsSaidAndItsReturnIsNoticed() throws Exception {
        Path where = folder.resolve("database");
        Random random = new Random(5);
        try (LocalPostgres database = LocalPostgres.open(where)) {
            Map<String, String> environment = environment(database.access());
            String token = token(environment);
            try (RunningServer server = RunningServer.start(isocenter, folder, token, List.of(), environment)) {
                assertThat(server.store(SmallFilm.of(random, 64)).statusCode()).isEqualTo(200);
                long pid = Long.parseLong(Files.readAllLines(where.resolve("data/postmaster.pid"))
                        .get(0)
                        .strip());
                signal("INT", pid);
                ProcessHandle.of(pid).ifPresent(process -> process.onExit().join());
                byte[] film = SmallFilm.of(random, 64);
                for (int i = 0; i < 3; i++) {
                    HttpResponse<byte[]> refused = server.store(film);
                    assertThat(refused.statusCode()).isEqualTo(503);
                }
                assertThat(server.get("/dicom-web/studies").statusCode()).isEqualTo(503);
                restart(where, database.access());
                HttpResponse<byte[]> taken = null;
                for (int i = 0; i < 40 && (taken == null || taken.statusCode() != 200); i++) {
                    Thread.sleep(250);
                    taken = server.store(film);
                }
                assertThat(taken).isNotNull();
                assertThat(taken.statusCode())
                        .as("after the database came back")
                        .isEqualTo(200);
                assertThat(pixels(server, retrieveUrl(taken))).isEqualTo(hash(film));
                StoreOnDisk.assertWhole(home, database.access());
                assertThat(count(database.access(), "instance")).isEqualTo(2);
            }
        }
    }

    private static boolean canMount(List<String> under) throws Exception {
        List<String> command = new ArrayList<>(under);
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException absent) {
            return false;
        }
    }

    private static void signal(String name, long pid) throws Exception {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                        .start()
                        .waitFor())
                .isZero();
    }

    /** On the same port as before. */
    private void restart(Path where, DatabaseAccess access) throws Exception {
        String port = access.jdbcUrl().replaceAll(".*:(\\d+)/.*", "$1");
        Path bin;
        try (Stream<Path> found = Files.walk(where)) {
            bin = found.filter(file -> file.endsWith("bin/pg_ctl")).findFirst().orElseThrow();
        }
        List<String> command = new ArrayList<>();
        if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                bin.toString(),
                "-D",
                where.resolve("data").toString(),
                "-l",
                where.resolve("again.log").toString(),
                "-o",
                "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories=",
                "-w",
                "start"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("restart.log").toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private static Map<String, String> environment(DatabaseAccess access) {
        return Map.of(
                "ISOCENTER_DB_URL", access.jdbcUrl(),
                "ISOCENTER_DB_USER", access.user(),
                "ISOCENTER_DB_PASSWORD", access.password());
    }

    private static long count(DatabaseAccess access, String table) throws Exception {
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table)) {
            row.next();
            return row.getLong(1);
        }
    }
}
