package isocenter.ingest.source;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The files under some paths, each folder's in order of name. Only the folders on the way to the present file are held
 * in memory. Symbolic links inside a folder are handed out as they are, never followed; a path that the user gave is
 * taken to where it leads. A folder that cannot be listed is handed out like a file that cannot be read.
 */
final class FileWalk implements Iterator<Path> {
    private final Deque<Iterator<Path>> open = new ArrayDeque<>();
    private final Deque<Path> ready = new ArrayDeque<>(1);

    FileWalk(List<Path> roots) {
        open.push(roots.stream().map(FileWalk::destination).iterator());
    }

    @Override
    public boolean hasNext() {
        while (ready.isEmpty() && !open.isEmpty()) {
            Iterator<Path> folder = open.element();
            if (!folder.hasNext()) {
                open.pop();
                continue;
            }
            Path next = folder.next();
            if (!Files.isDirectory(next, LinkOption.NOFOLLOW_LINKS) || !enter(next)) {
                ready.add(next);
            }
        }
        return !ready.isEmpty();
    }

    @Override
    public Path next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return ready.remove();
    }

    private boolean enter(Path folder) {
        List<Path> children = new ArrayList<>();
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder)) {
            stream.forEach(children::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return false;
        }
        Collections.sort(children);
        open.push(children.iterator());
        return true;
    }

    static Path destination(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException absent) {
            return root;
        }
    }
}
