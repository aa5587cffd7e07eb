package isocenter.ingest.dataset;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** A rename survives a power cut only when its folder has been written too. */
final class DurableFolder {
    private DurableFolder() {}

    /** @param file absolute, or relative with a folder */
    static void ofFile(Path file) throws IOException {
        force(Objects.requireNonNull(file.getParent(), "a file in a folder"));
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
