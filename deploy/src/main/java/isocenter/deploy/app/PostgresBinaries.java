package isocenter.deploy.app;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The PostgreSQL programs that travel in the application's jar, unpacked once into the data folder. */
final class PostgresBinaries {
    private static final String ARCHIVE = "postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /**
     * Unpacks the programs when they are not there yet.
     *
     * @param folder where they belong; complete once it exists, since it appears by an atomic rename
     * @return {@code folder/bin}
     * @throws DatabaseUnavailable when this platform has no bundled PostgreSQL
     */
    static Path unpack(Path folder) throws IOException {
        Path bin = folder.resolve("bin");
        if (Files.isDirectory(bin)) {
            return bin;
        }
        String platform = System.getProperty("os.name") + "/" + System.getProperty("os.arch");
        if (!platform.toLowerCase(Locale.ROOT).matches("linux/(amd64|x86_64)")) {
            throw new DatabaseUnavailable("No PostgreSQL is bundled for " + platform
                    + ". Install one and set ISOCENTER_DB_URL=jdbc:postgresql://HOST:PORT/DATABASE,"
                    + " ISOCENTER_DB_USER and ISOCENTER_DB_PASSWORD.");
        }
        Path parent = Files.createDirectories(folder.toAbsolutePath().getParent());
        Path partial = Files.createTempDirectory(parent, "unpacking-");
        try (InputStream archive = PostgresBinaries.class.getClassLoader().getResourceAsStream(ARCHIVE)) {
            if (archive == null) {
                throw new DatabaseUnavailable("The bundled PostgreSQL is missing from this build: " + ARCHIVE);
            }
            unpack(archive, partial);
        }
        Files.move(partial, folder, StandardCopyOption.ATOMIC_MOVE);
        return bin;
    }

    private static void unpack(InputStream archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new IOException("The bundled archive leaves its folder: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                if (entry.isSymbolicLink()) {
                    link(file, Path.of(entry.getLinkName()));
                } else {
                    Files.copy(tar, file, StandardCopyOption.REPLACE_EXISTING);
                    if ((entry.getMode() & 0100) != 0) {
                        Files.setPosixFilePermissions(
                                file,
                                EnumSet.of(
                                        PosixFilePermission.OWNER_READ,
                                        PosixFilePermission.OWNER_WRITE,
                                        PosixFilePermission.OWNER_EXECUTE));
                    }
                }
            }
        }
    }

    private static void link(Path file, Path destination) throws IOException {
        try {
            Files.createSymbolicLink(file, destination);
        } catch (FileAlreadyExistsException e) {
            Files.delete(file);
            Files.createSymbolicLink(file, destination);
        }
    }
}
