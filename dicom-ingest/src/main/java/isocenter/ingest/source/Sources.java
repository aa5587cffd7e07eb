package isocenter.ingest.source;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * One thing to take in after the other. Members of an archive are handed out unread, to be read by any thread; an archive
 * stays open until the last of them is closed, and those that are still open when this is closed are closed with it.
 */
public final class Sources implements Iterator<Source>, AutoCloseable {
    private final Iterator<Listing> listings;
    private final OpenArchives open = new OpenArchives();
    private Iterator<Source> current = List.<Source>of().iterator();

    public Sources(Iterator<Listing> listings) {
        this.listings = listings;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext() && listings.hasNext()) {
            current = in(listings.next());
        }
        return current.hasNext();
    }

    /** May wait for archives that were handed out before to be read, when their lists of members are long. */
    @Override
    public Source next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }

    private Iterator<Source> in(Listing listing) {
        return switch (listing.kind()) {
            case FILE -> one(new Source.PlainFile(listing.path()));
            case UNREADABLE -> one(new Source.Unreadable(listing.path(), String.valueOf(listing.reason())));
            case ZIP -> {
                try {
                    yield open.add(ZipArchive.open(listing.path())).members();
                } catch (ArchiveException e) {
                    yield one(new Source.Unreadable(listing.path(), e.reason()));
                }
            }
        };
    }

    private static Iterator<Source> one(Source source) {
        return List.of(source).iterator();
    }

    @Override
    public void close() {
        open.close();
    }
}
