package isocenter.ingest.source;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * The files under the paths that a user gave: each path in turn, each folder in order of name. A DICOMDIR that was given
 * stands for the files it references; one that is found in a folder is a file like others. A ZIP archive is known by its
 * first bytes, within a folder only if it is also called {@code *.zip}.
 */
public final class Listings implements Iterator<Listing> {
    private static final TreeOrder ORDER = new TreeOrder();

    private final List<Path> roots;
    private final Path own;
    private final ArrayDeque<Listing> ahead = new ArrayDeque<>(1);
    private Iterator<Listing> current = List.<Listing>of().iterator();
    private int root = -1;
    private int last = -1;

    /**
     * @param own Isocenter's data folder, whose archives are not looked into
     */
    public Listings(List<Path> roots, Path own) {
        this.roots = List.copyOf(roots);
        this.own = own.toAbsolutePath().normalize();
    }

    /** The place in the list, from 0, of the path under which {@link #next} found its last file; −1 before the first. */
    public int root() {
        return last;
    }

    /** Goes on behind a file that an earlier walk of the same paths gave, whether or not it is still there. */
    public static Listings after(List<Path> roots, Path own, int root, Path last) {
        Listings listings = new Listings(roots, own);
        listings.root = root - 1;
        while (listings.hasNext()
                && listings.root == root
                && ORDER.compare(listings.ahead.element().path(), last) <= 0) {
            listings.next();
        }
        return listings;
    }

    @Override
    public boolean hasNext() {
        while (ahead.isEmpty()) {
            if (current.hasNext()) {
                ahead.add(current.next());
            } else if (root + 1 < roots.size()) {
                root++;
                current = under(roots.get(root));
            } else {
                return false;
            }
        }
        return true;
    }

    @Override
    public Listing next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        last = root;
        return ahead.remove();
    }

    private Iterator<Listing> under(Path given) {
        Path place = FileWalk.destination(given);
        if (Dicomdir.isNamedSo(place) && Files.isRegularFile(place, LinkOption.NOFOLLOW_LINKS)) {
            return Dicomdir.listings(place).stream()
                    .sorted((one, other) -> ORDER.compare(one.path(), other.path()))
                    .iterator();
        }
        FileWalk walk = new FileWalk(List.of(place));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return walk.hasNext();
            }

            @Override
            public Listing next() {
                Path file = walk.next();
                return listing(file, file.equals(place));
            }
        };
    }

    private Listing listing(Path file, boolean given) {
        boolean candidate = given
                || String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT).endsWith(".zip");
        return candidate
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && !file.toAbsolutePath().normalize().startsWith(own)
                        && ZipSignature.of(file)
                ? Listing.zip(file)
                : Listing.file(file);
    }
}
