package isocenter.ingest.source;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Archives whose members are being read. Their lists of members stay in memory meanwhile; together they get no more room
 * than two of the longest that are accepted.
 */
final class OpenArchives implements AutoCloseable {
    private final Semaphore room = new Semaphore(2 * ZipLimits.LIST_BYTES, true);
    private final Set<ZipArchive> open = ConcurrentHashMap.newKeySet();

    ZipArchive add(ZipArchive archive) {
        room.acquireUninterruptibly(archive.listBytes());
        open.add(archive);
        archive.whenClosed(() -> {
            open.remove(archive);
            room.release(archive.listBytes());
        });
        return archive;
    }

    @Override
    public void close() {
        open.forEach(ZipArchive::close);
    }
}
