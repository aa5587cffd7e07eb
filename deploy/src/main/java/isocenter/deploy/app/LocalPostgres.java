package isocenter.deploy.app;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The PostgreSQL that the application keeps in its own data folder.
 *
 * <p>Durable settings (fsync, synchronous commit, data checksums), loopback only, password authentication from the first
 * start. A server left running by a killed process is used again. Every process that uses the server holds a shared
 * lock, which the kernel drops when the process dies; whoever leaves last stops the server.
 */
final class LocalPostgres implements AutoCloseable {
    private static final String USER = "isocenter";
    private static final String DATABASE = "postgres";

    private final Path folder;
    private final Path data;
    private final Path bin;
    private final DatabaseAccess access;
    private final FileChannel users;
    private FileLock presence;

    private LocalPostgres(
            Path folder, Path data, Path bin, DatabaseAccess access, FileChannel users, FileLock presence) {
        this.folder = folder;
        this.data = data;
        this.bin = bin;
        this.access = access;
        this.users = users;
        this.presence = presence;
    }

    /**
     * Starts the server, or joins the one that is running.
     *
     * @param folder {@code home/database}: programs, data, password and log live here
     * @throws DatabaseUnavailable when it does not start; the message names the log
     */
    static LocalPostgres open(Path folder) throws IOException {
        Files.createDirectories(folder);
        OwnerOnly.folder(folder);
        try (FileChannel door = lockFile(folder, "start.lock");
                FileLock alone = door.lock()) {
            if (!alone.isValid()) {
                throw new IOException("Lost the lock on " + folder);
            }
            Path bin = PostgresBinaries.unpack(folder.resolve("postgresql-18"));
            Path data = folder.resolve("data");
            String password = initialise(folder, data, bin);
            FileChannel users = lockFile(folder, "users.lock");
            FileLock presence = users.lock(0, Long.MAX_VALUE, true);
            int port = runningPort(data).orElse(0);
            if (port == 0) {
                port = start(folder, data, bin);
            }
            String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE;
            return new LocalPostgres(folder, data, bin, new DatabaseAccess(url, USER, password), users, presence);
        }
    }

    DatabaseAccess access() {
        return access;
    }

    /** Leaves; stops the server when nobody else uses it. */
    @Override
    public void close() throws IOException {
        try (FileChannel door = lockFile(folder, "start.lock");
                FileLock alone = door.lock();
                users) {
            presence.release();
            FileLock last = users.tryLock();
            if (last != null && alone.isValid() && runningPort(data).isPresent()) {
                run(folder, bin.resolve("pg_ctl").toString(), "-D", data.toString(), "-m", "fast", "-w", "stop");
            }
        }
    }

    private static FileChannel lockFile(Path folder, String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Creates the cluster under a random password; an initialisation that was cut short is done again. */
    private static String initialise(Path folder, Path data, Path bin) throws IOException {
        Path passwordFile = folder.resolve("password");
        if (!Files.exists(passwordFile)) {
            OwnerOnly.write(passwordFile, OwnerOnly.randomSecret());
        }
        String password = Files.readString(passwordFile).strip();
        if (Files.exists(data)) {
            return password;
        }
        Path partial = folder.resolve("data.partial");
        Folders.delete(partial);
        run(
                folder,
                bin.resolve("initdb").toString(),
                "-D",
                partial.toString(),
                "-U",
                USER,
                "-A",
                "scram-sha-256",
                "--pwfile=" + passwordFile,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--data-checksums");
        Files.move(partial, data, StandardCopyOption.ATOMIC_MOVE);
        return password;
    }

    /** The port of the live server that owns this data folder, from line four of postmaster.pid. */
    private static Optional<Integer> runningPort(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        boolean ready = lines.size() > 7 && lines.get(7).strip().equals("ready");
        boolean alive = ready
                && ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(LocalPostgres::isPostgres)
                        .isPresent();
        return alive ? Optional.of(Integer.parseInt(lines.get(3).strip())) : Optional.empty();
    }

    /** After a reboot another program may carry the old process id. */
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(command -> command.endsWith("postgres"))
                        .orElse(true);
    }

    private static int start(Path folder, Path data, Path bin) throws IOException {
        int port;
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        String settings = "-p " + port
                + " -c listen_addresses=127.0.0.1 -c unix_socket_directories="
                + " -c fsync=on -c synchronous_commit=on -c full_page_writes=on"
                + " -c max_connections=60 -c shared_buffers=128MB -c log_min_error_statement=panic"
                + " -c log_parameter_max_length_on_error=0 -c log_error_verbosity=terse";
        run(
                folder,
                bin.resolve("pg_ctl").toString(),
                "-D",
                data.toString(),
                "-l",
                folder.resolve("server.log").toString(),
                "-o",
                settings,
                "-t",
                "60",
                "-w",
                "start");
        return port;
    }

    private static void run(Path folder, String... command) throws IOException {
        List<String> line = new ArrayList<>();
        if (ProcessHandle.current().info().user().filter("root"::equals).isPresent()) {
            // PostgreSQL refuses root: a user namespace gives the process an unprivileged identity on the same files.
            line.add("unshare");
            line.add("-U");
        }
        line.addAll(List.of(command));
        Path log = folder.resolve("control.log");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new DatabaseUnavailable("The embedded PostgreSQL did not answer within 90 s; see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseUnavailable("Interrupted while the embedded PostgreSQL was starting");
        }
        if (process.exitValue() != 0) {
            throw new DatabaseUnavailable(
                    "The embedded PostgreSQL failed (" + Path.of(command[0]).getFileName()
                            + ", exit " + process.exitValue() + "); see " + log + " and " + folder.resolve("server.log")
                            + ". Or set ISOCENTER_DB_URL to a PostgreSQL of your own.");
        }
    }
}
