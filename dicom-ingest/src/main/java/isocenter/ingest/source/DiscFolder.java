package isocenter.ingest.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a DICOMDIR references in the folder that it lies in. Each component is looked for among the names that are
 * there and never made into a path of its own: nothing that a DICOMDIR says leads out of its folder.
 */
final class DiscFolder {
    private record Names(Map<String, Path> exact, Map<String, List<Path>> alike) {}

    private final Path root;
    private final Map<Path, Names> listed = new HashMap<>();

    DiscFolder(Path root) {
        this.root = root;
    }

    /**
     * @param id components of a Referenced File ID (PS3.10 section 8.2)
     * @param reference stands for the reference itself in the record of one that cannot be followed
     */
    Listing find(List<String> id, Path reference) {
        Path place = root;
        for (String component : id) {
            Path next = Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS) ? child(place, component) : null;
            if (next == null) {
                return Listing.unreadable(reference, "the DICOMDIR references a file that is not there");
            }
            place = next;
        }
        return Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)
                ? Listing.file(place)
                : Listing.unreadable(reference, "the DICOMDIR references something that is not a plain file");
    }

    /** The exact name, else the only one that differs in nothing but what a mounted disc changes. */
    private @Nullable Path child(Path folder, String component) {
        Names names = listed.computeIfAbsent(folder, DiscFolder::list);
        Path exact = names.exact.get(component);
        if (exact != null) {
            return exact;
        }
        List<Path> alike = names.alike.getOrDefault(DiscName.of(component), List.of());
        return alike.size() == 1 ? alike.get(0) : null;
    }

    private static Names list(Path folder) {
        Names names = new Names(new HashMap<>(), new HashMap<>());
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                names.exact.put(name, child);
                names.alike
                        .computeIfAbsent(DiscName.of(name), any -> new ArrayList<>(1))
                        .add(child);
            }
        } catch (IOException | DirectoryIteratorException unreadable) {
            return new Names(Map.of(), Map.of());
        }
        return names;
    }
}
