package isocenter.ingest.dataset;

import isocenter.audit.content.Sha256;
import isocenter.ingest.prepared.PreparedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The images of a dataset version at one size in one memory-mapped file, laid out as {@link CacheHeader} says. Values
 * are kept as unsigned 16-bit numbers: eight bits would show as steps in a windowed image of 12 to 16 bits, and floats
 * would double the file for digits that the detector never had.
 *
 * <p>Opening checks the header, the length and the table of hashes; an image is checked against its hash when it is
 * first read, so that opening costs 32 bytes an image however large the file is and no damaged image is ever used.
 *
 * <p>May be read by many threads. The memory goes back to the system when the object is collected, not at close.
 */
public final class ImageCache implements ImageSet, AutoCloseable {
    private final String fileName;
    private final List<DatasetMember> members;
    private final CacheHeader header;
    private final MappedEntries images;
    private final ByteBuffer table;
    /** Written by several threads without order: at worst an image is checked twice. */
    private final boolean[] checked;

    private volatile boolean closed;

    private ImageCache(
            String fileName, List<DatasetMember> members, CacheHeader header, FileChannel channel, ByteBuffer table)
            throws IOException {
        this.fileName = fileName;
        this.members = members;
        this.header = header;
        this.table = table;
        this.checked = new boolean[header.count()];
        this.images = new MappedEntries(channel, CacheHeader.LENGTH, header.imageBytes(), header.count());
    }

    /**
     * @param members the dataset's manifest
     * @throws ImageCacheDamaged when the file is not whole or belongs to another dataset, size or preprocessing
     */
    static ImageCache open(Path file, String datasetRoot, List<DatasetMember> members, int size) {
        String name = file.getFileName().toString();
        try (FileChannel channel = FileChannel.open(file)) {
            CacheHeader header = CacheHeader.decode(CachePages.read(channel, 0, CacheHeader.LENGTH, name))
                    .orElseThrow(() -> new ImageCacheDamaged("the header of the prepared images is damaged", name));
            if (!header.datasetRoot().equals(datasetRoot)
                    || header.preprocessing() != PreparedImage.VERSION
                    || header.count() != members.size()
                    || header.size() != size) {
                throw new ImageCacheDamaged("the prepared images belong to something else", name);
            }
            if (channel.size() != header.fileLength()) {
                throw new ImageCacheDamaged("the prepared images have the wrong length", name);
            }
            byte[] table = CachePages.read(channel, header.tableOffset(), header.count() * CacheHeader.HASH, name);
            if (!Arrays.equals(Sha256.of(table), header.payloadHash())) {
                throw new ImageCacheDamaged("the prepared images' table of hashes is damaged", name);
            }
            return new ImageCache(name, members, header, channel, ByteBuffer.wrap(table));
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared images cannot be read", e);
        }
    }

    @Override
    public int count() {
        return header.count();
    }

    @Override
    public int size() {
        return header.size();
    }

    /**
     * {@inheritDoc}
     *
     * @throws ImageCacheDamaged when the image is no longer what was written
     * @throws IllegalStateException after {@link #close}
     */
    @Override
    public void read(int index, float[] target, int offset) {
        ByteBuffer image = image(index);
        check(index, image);
        int values = header.size() * header.size();
        for (int i = 0; i < values; i++) {
            target[offset + i] =
                    Short.toUnsignedInt(image.getShort(i * PreparedImage.BYTES_PER_VALUE)) / PreparedImage.WHITE;
        }
    }

    private ByteBuffer image(int index) {
        Objects.checkIndex(index, count());
        if (closed) {
            throw new IllegalStateException("these prepared images were closed");
        }
        return images.entry(index);
    }

    private void check(int index, ByteBuffer image) {
        if (checked[index]) {
            return;
        }
        MessageDigest digest = Sha256.digest();
        digest.update(image.duplicate());
        if (!ByteBuffer.wrap(digest.digest()).equals(table.slice(index * CacheHeader.HASH, CacheHeader.HASH))) {
            throw new ImageCacheDamaged("prepared image " + index + " is damaged", fileName);
        }
        checked[index] = true;
    }

    /**
     * Checks every image now.
     *
     * @throws ImageCacheDamaged at the first that is not what was written
     */
    void checkAll() {
        for (int i = 0; i < count(); i++) {
            check(i, image(i));
        }
    }

    /** Bytes of all images together. */
    long payloadBytes() {
        return header.count() * header.imageBytes();
    }

    @Override
    public String instance(int index) {
        return members.get(index).instance();
    }

    @Override
    public String patient(int index) {
        return members.get(index).patient();
    }

    /** The members, in the order of the images. */
    public List<DatasetMember> members() {
        return members;
    }

    @Override
    public void close() {
        closed = true;
    }
}
