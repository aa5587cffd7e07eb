package isocenter.ingest.dataset;

import isocenter.audit.content.DurableFile;
import isocenter.ingest.prepared.PreparedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All files that were prepared of members with one Merkle root, whatever their size or shape, unfinished ones too. */
record CacheFiles(Path folder, List<Path> files) {
    static final String IMAGES = "images-";
    static final String VOLUMES = "volumes-";
    private static final String LOCK = ".lock";
    private static final Pattern IMAGE_FILE =
            Pattern.compile(IMAGES + "[0-9a-f]{64}-([0-9]{1,5})-p" + PreparedImage.VERSION);

    static CacheFiles of(Path folder, String datasetRoot) {
        if (!Files.isDirectory(folder)) {
            return new CacheFiles(folder, List.of());
        }
        try (Stream<Path> all = Files.list(folder)) {
            return new CacheFiles(
                    folder,
                    all.filter(file -> isOf(datasetRoot, file.getFileName().toString()))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared images cannot be listed: check the data folder", e);
        }
    }

    /** Sides of the finished images that this release reads, smallest first. */
    List<Integer> imageSizes() {
        return files.stream()
                .map(file -> IMAGE_FILE.matcher(file.getFileName().toString()))
                .filter(Matcher::matches)
                .map(name -> Integer.valueOf(name.group(1)))
                .sorted()
                .toList();
    }

    /** A lock's file stays, as {@link CacheLock} says, and holds nothing. */
    private static boolean isOf(String datasetRoot, String name) {
        return (name.startsWith(IMAGES + datasetRoot) || name.startsWith(VOLUMES + datasetRoot))
                && !name.endsWith(LOCK);
    }

    void delete() {
        if (files.isEmpty()) {
            return;
        }
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            DurableFile.forceFolder(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared images cannot be deleted: check the data folder", e);
        }
    }
}
