package isocenter.ingest.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes ZIP archives field by field (APPNOTE 6.3, section 4.3), true or lying, so that no library corrects a lie. */
public final class ZipBytes {
    /** One member; what it states need not be so. */
    public static final class Member {
        private final byte[] name;
        private final byte[] packed;
        private int method;
        private int flags;
        private int crc;
        private long statedPacked;
        private long statedSize;
        private boolean zip64;
        private int sharedWith = -1;
        private int unixMode;

        private Member(String name, byte[] packed, int method, byte[] content) {
            this.name = name.getBytes(StandardCharsets.UTF_8);
            this.packed = packed;
            this.method = method;
            this.crc = crcOf(content);
            this.statedPacked = packed.length;
            this.statedSize = content.length;
        }

        public Member size(long stated) {
            statedSize = stated;
            return this;
        }

        public Member packedSize(long stated) {
            statedPacked = stated;
            return this;
        }

        public Member crc(int stated) {
            crc = stated;
            return this;
        }

        public Member flags(int bits) {
            flags = bits;
            return this;
        }

        public Member method(int number) {
            method = number;
            return this;
        }

        /** Sizes in an extra field of 64 bits each. */
        public Member zip64() {
            zip64 = true;
            return this;
        }

        /** The list points to the bytes of another member. */
        public Member sharedWith(int other) {
            sharedWith = other;
            return this;
        }

        public Member unixMode(int mode) {
            unixMode = mode;
            return this;
        }
    }

    private final List<Member> members = new ArrayList<>();

    public static Member stored(String name, byte[] content) {
        return new Member(name, content, 0, content);
    }

    public static Member deflated(String name, byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Member(name, packed.toByteArray(), 8, content);
    }

    /** So many MiB of zeros in a thousandth of that, without ever having them in memory. */
    public static Member bomb(int mebibytes) {
        Deflater deflater = new Deflater(9, true);
        byte[] block = new byte[1 << 16];
        deflater.setInput(new byte[1 << 20]);
        int length = deflater.deflate(block, 0, block.length, Deflater.FULL_FLUSH);
        deflater.end();
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        for (int i = 0; i < mebibytes; i++) {
            packed.write(block, 0, length);
        }
        packed.writeBytes(new byte[] {3, 0}); // the empty last block
        Member member = new Member("bomb", packed.toByteArray(), 8, new byte[0]);
        return member.size((long) mebibytes << 20);
    }

    public ZipBytes add(Member member) {
        members.add(member);
        return this;
    }

    public Path write(Path file) {
        try {
            return Files.write(file, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] bytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Integer> offsets = new ArrayList<>();
        for (Member member : members) {
            if (member.sharedWith >= 0) {
                offsets.add(offsets.get(member.sharedWith));
                continue;
            }
            offsets.add(out.size());
            out.writeBytes(local(member));
            out.writeBytes(member.packed);
        }
        int list = out.size();
        for (int i = 0; i < members.size(); i++) {
            out.writeBytes(central(members.get(i), offsets.get(i)));
        }
        out.writeBytes(end(members.size(), out.size() - list, list));
        return out.toByteArray();
    }

    private static byte[] local(Member member) {
        return buffer(30 + member.name.length)
                .putInt(0x04034b50)
                .putShort((short) 45)
                .putShort((short) member.flags)
                .putShort((short) member.method)
                .putInt(0)
                .putInt(member.crc)
                .putInt((int) member.statedPacked)
                .putInt((int) member.statedSize)
                .putShort((short) member.name.length)
                .putShort((short) 0)
                .put(member.name)
                .array();
    }

    private static byte[] central(Member member, int offset) {
        byte[] extra = new byte[0];
        if (member.zip64) {
            extra = buffer(20)
                    .putShort((short) 1)
                    .putShort((short) 16)
                    .putLong(member.statedSize)
                    .putLong(member.statedPacked)
                    .array();
        }
        return buffer(46 + member.name.length + extra.length)
                .putInt(0x02014b50)
                .putShort((short) (3 << 8 | 45))
                .putShort((short) 45)
                .putShort((short) member.flags)
                .putShort((short) member.method)
                .putInt(0)
                .putInt(member.crc)
                .putInt(member.zip64 ? -1 : (int) member.statedPacked)
                .putInt(member.zip64 ? -1 : (int) member.statedSize)
                .putShort((short) member.name.length)
                .putShort((short) extra.length)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(member.unixMode << 16)
                .putInt(offset)
                .put(member.name)
                .put(extra)
                .array();
    }

    private static byte[] end(int count, int length, int offset) {
        return buffer(22)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) count)
                .putShort((short) count)
                .putInt(length)
                .putInt(offset)
                .putShort((short) 0)
                .array();
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crcOf(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return (int) crc.getValue();
    }
}
