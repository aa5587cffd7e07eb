package isocenter.ingest.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jboss.logging.Logger;

/**
 * A ZIP archive (PKWARE APPNOTE 6.3) by its central directory. An archive that lists more than it can hold is refused
 * before any member is read. It closes itself with its last member.
 */
final class ZipArchive implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ZipArchive.class);

    private final Path path;
    private final BoundedChannel channel;
    private final ZipFile zip;
    private final int listBytes;
    private final List<ZipArchiveEntry> entries;
    private final AtomicLong unread;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Runnable whenClosed = () -> {};

    private ZipArchive(Path path, BoundedChannel channel, ZipFile zip) throws IOException, ArchiveException {
        this.path = path;
        this.channel = channel;
        this.zip = zip;
        this.listBytes = (int) Math.min(channel.unbound(), ZipLimits.LIST_BYTES);
        this.entries = Collections.list(zip.getEntries());
        this.unread = new AtomicLong(ZipLimits.readable(entries, channel.size()));
    }

    static ZipArchive open(Path file) throws ArchiveException {
        FileChannel opened;
        try {
            opened = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        } catch (IOException e) {
            throw new ArchiveException("the ZIP archive cannot be read from its disk or network folder");
        }
        BoundedChannel channel = new BoundedChannel(opened, ZipLimits.OPENING_BYTES);
        boolean kept = false;
        try {
            ZipFile zip = ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .setUseUnicodeExtraFields(false)
                    .setCharset(StandardCharsets.ISO_8859_1)
                    .get();
            ZipArchive archive = new ZipArchive(file, channel, zip);
            kept = true;
            return archive;
        } catch (IOException | RuntimeException e) {
            throw new ArchiveException(
                    channel.exhausted()
                            ? "the ZIP archive's list of members is longer than %d MiB; unpack it, or raise -Xmx"
                                    .formatted(ZipLimits.LIST_BYTES >> 20)
                            : "the ZIP archive is cut off or damaged: its list of members cannot be read");
        } finally {
            if (!kept) {
                close(opened);
            }
        }
    }

    /** How many sources {@link #members} gives; 1 for an archive that cannot be opened. */
    static long count(Path file) {
        try (ZipArchive archive = open(file)) {
            return archive.entries.stream()
                    .filter(entry -> !entry.isDirectory())
                    .count();
        } catch (ArchiveException e) {
            return 1;
        }
    }

    /** What the list of members took to read, in bytes. */
    int listBytes() {
        return listBytes;
    }

    /** Files in the order of the list, whether they can be read or not. */
    Iterator<Source> members() {
        return IntStream.range(0, entries.size())
                .filter(i -> !entries.get(i).isDirectory())
                .mapToObj(i -> member(entries.get(i), path.resolve("#" + (i + 1))))
                .iterator();
    }

    private Source member(ZipArchiveEntry entry, Path place) {
        if (entry.isUnixSymlink()) {
            return new Source.PassedOver(place, "symbolic link: not followed");
        }
        String unfit = ZipLimits.unfit(entry);
        return unfit == null ? new ArchiveMember(place, this, entry) : new Source.Unreadable(place, unfit);
    }

    /** Unpacked bytes of a member; may be asked for by several threads at once. */
    InputStream content(ZipArchiveEntry entry) throws IOException {
        // The library finds the member's first byte by moving the channel, and streams read it under this lock.
        synchronized (channel) {
            return Objects.requireNonNull(zip.getInputStream(entry));
        }
    }

    /** One member will not be read again. */
    void release() {
        if (unread.decrementAndGet() == 0) {
            close();
        }
    }

    void whenClosed(Runnable action) {
        whenClosed = action;
        if (unread.get() == 0) {
            close();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            close(zip);
            whenClosed.run();
        }
    }

    private static void close(java.io.Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("An archive that was only read could not be closed", e);
        }
    }
}
