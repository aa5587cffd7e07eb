package isocenter.ingest.store;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** S3Proxy as a program of its own, with one bucket in a temporary folder, once for each test JVM. */
public final class S3Server {
    static final String BUCKET = "kept";
    static final String IDENTITY = "test-identity";
    static final String SECRET = "test-secret";

    private static final Path PROGRAM = Path.of("target/s3-server/s3proxy.jar");
    /** What is known of the server survives in system properties, for Quarkus may load this class more than once. */
    private static final String PORT = "test.s3.port";

    private static final String DATA = "test.s3.data";

    private final int port;
    private final Path data;

    private S3Server(int port, Path data) {
        this.port = port;
        this.data = data;
    }

    public static S3Server get() throws IOException {
        synchronized (System.getProperties()) {
            String port = System.getProperty(PORT);
            if (port != null) {
                return new S3Server(Integer.parseInt(port), Path.of(System.getProperty(DATA)));
            }
            S3Server server = start();
            System.setProperty(PORT, Integer.toString(server.port));
            System.setProperty(DATA, server.data.toString());
            return server;
        }
    }

    /** Configuration of a store in the bucket, below the prefix {@code site-a}. */
    static Map<String, String> settings(int port, int attempts) {
        return Map.of(
                "isocenter.store.kind",
                "s3",
                "isocenter.store.s3.endpoint",
                "http://127.0.0.1:" + port,
                "isocenter.store.s3.bucket",
                BUCKET,
                "isocenter.store.s3.prefix",
                "site-a",
                "isocenter.store.s3.access-key",
                IDENTITY,
                "isocenter.store.s3.secret-key",
                SECRET,
                "isocenter.store.s3.attempts",
                Integer.toString(attempts));
    }

    private static S3Server start() throws IOException {
        Path folder = Files.createTempDirectory("s3-server");
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.createDirectory(data.resolve(BUCKET));
        int port = freePort();
        Path settings =
                Files.writeString(folder.resolve("s3proxy.properties"), """
                s3proxy.endpoint=http://127.0.0.1:%d
                s3proxy.authorization=aws-v4
                s3proxy.identity=%s
                s3proxy.credential=%s
                # It does not know the checksum of a request; the client compares what it reads.
                s3proxy.ignore-unknown-headers=true
                jclouds.provider=filesystem-nio2
                jclouds.filesystem.basedir=%s
                """.formatted(port, IDENTITY, SECRET, data));
        File log = folder.resolve("log").toFile();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(List.of(
                        java,
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-jar",
                        PROGRAM.toString(),
                        "--properties",
                        settings.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, folder)));
        while (!listens(port)) {
            if (!process.isAlive()) {
                throw new IllegalStateException("S3Proxy does not start:\n" + Files.readString(log.toPath()));
            }
            pause();
        }
        return new S3Server(port, data);
    }

    private static void end(Process process, Path folder) {
        try {
            process.destroyForcibly().waitFor();
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | InterruptedException left) {
            // in the folder for temporary files
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Where an object's bytes lie at rest; whoever changes them plays a failing disk. */
    public Path atRest(String name) {
        return data.resolve(BUCKET).resolve(name);
    }

    /** Changes one byte at rest. */
    public void damage(String name) {
        Path file = atRest(name);
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
