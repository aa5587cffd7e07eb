package isocenter.ingest.source;

import static isocenter.ingest.source.ZipBytes.deflated;
import static isocenter.ingest.source.ZipBytes.stored;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourcesTest {
    private static final byte[] ONE = bytes("the first");
    private static final byte[] TWO = bytes("the second");

    @TempDir
    Path folder;

    @Test
    void anArchiveInAFolderIsReadMemberByMember() throws IOException {
        Path zip = folder.resolve("b.ZIP");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            put(out, "x/", new byte[0]);
            put(out, "x/one", ONE);
            put(out, "two", TWO);
        }
        Files.write(folder.resolve("a.dcm"), ONE);
        Files.write(folder.resolve("c.zip"), TWO);

        assertThat(read(folder))
                .containsExactly(
                        Map.entry("a.dcm", "file"),
                        Map.entry("b.ZIP/#2", "the first"),
                        Map.entry("b.ZIP/#3", "the second"),
                        Map.entry("c.zip", "file"));
        assertThat(count(folder)).isEqualTo(4);
    }

    @Test
    void anArchiveThatWasGivenNeedsNoName() throws IOException {
        Path zip = new ZipBytes().add(stored("one", ONE)).write(folder.resolve("export"));
        assertThat(read(zip)).containsExactly(Map.entry("export/#1", "the first"));
        assertThat(read(folder)).containsExactly(Map.entry("export", "file"));
    }

    @Test
    void dicomBehindAPreambleThatLooksLikeAnArchiveIsDicom() throws IOException {
        byte[] polyglot = new byte[200];
        System.arraycopy(bytes("PK\3\4"), 0, polyglot, 0, 4);
        System.arraycopy(bytes("DICM"), 0, polyglot, 128, 4);
        Path file = Files.write(folder.resolve("p.zip"), polyglot);
        assertThat(read(file)).containsExactly(Map.entry("p.zip", "file"));
    }

    static Stream<Arguments> hostileMembers() {
        byte[] large = new byte[20 << 20];
        return Stream.of(
                Arguments.of("more than 100 times", deflated("bomb", large)),
                Arguments.of("more than 100 times", ZipBytes.bomb(2000)),
                Arguments.of("more than the archive states", ZipBytes.bomb(4096).size(1000)),
                Arguments.of("larger than 2 GiB", ZipBytes.bomb(4096).zip64()),
                Arguments.of("more than the archive states", stored("lie", ONE).size(4)),
                Arguments.of(
                        "less than the archive states", deflated("lie", ONE).size(4000)),
                Arguments.of(
                        "cut off|less than|damaged",
                        deflated("short", new byte[5000]).packedSize(5)),
                Arguments.of("checksum", deflated("changed", ONE).crc(7)),
                Arguments.of(
                        "damaged", stored("noise", new byte[] {-1, -1, -1, -1}).method(8)),
                Arguments.of("encrypted", deflated("secret", ONE).flags(1)),
                Arguments.of("encrypted", deflated("aes", ONE).flags(1).method(99)),
                Arguments.of("method", stored("xz", ONE).method(95)),
                Arguments.of("method", stored("lzma", ONE).method(14)),
                Arguments.of("larger than 2 GiB", stored("huge", ONE).zip64().size(1L << 40)));
    }

    @ParameterizedTest
    @MethodSource("hostileMembers")
    void aHostileMemberIsRefusedAndItsNeighboursAreRead(String reason, ZipBytes.Member member) {
        Path zip = new ZipBytes()
                .add(stored("before", ONE))
                .add(member)
                .add(deflated("after", TWO))
                .write(folder.resolve("a.zip"));
        Map<String, String> found = read(zip);
        assertThat(found).containsEntry("a.zip/#1", "the first").containsEntry("a.zip/#3", "the second");
        assertThat(found.get("a.zip/#2")).matches("refused: .*(" + reason + ").*");
        assertThat(count(zip)).isEqualTo(3);
    }

    static Stream<Arguments> hostileArchives() {
        ZipBytes.Member blank = deflated("blank", new byte[16 << 20]);
        ZipBytes many = new ZipBytes();
        for (int i = 0; i < 8; i++) {
            many.add(blank);
        }
        ZipBytes shared = new ZipBytes().add(stored("a", new byte[1000]));
        for (int i = 0; i < 20; i++) {
            shared.add(stored("b", new byte[1000]).sharedWith(0));
        }
        byte[] sound = new ZipBytes()
                .add(deflated("one", ONE))
                .add(deflated("two", TWO))
                .bytes();
        byte[] noise = sound.clone();
        new Random(1).nextBytes(noise);
        System.arraycopy(sound, 0, noise, 0, 4);
        byte[] lost = sound.clone();
        Arrays.fill(lost, lost.length - 6, lost.length - 2, (byte) 0x7f);
        return Stream.of(
                Arguments.of("100 times its size", many.bytes()),
                Arguments.of("bomb", shared.bytes()),
                Arguments.of("cut off", Arrays.copyOf(sound, sound.length - 30)),
                Arguments.of("cut off", Arrays.copyOf(sound, 40)),
                Arguments.of("cut off|damaged", noise),
                Arguments.of("damaged", lost),
                Arguments.of(
                        "damaged",
                        new ZipBytes()
                                .add(stored("negative", ONE).zip64().size(-1))
                                .bytes()),
                Arguments.of("holds no files", new ZipBytes().bytes()),
                Arguments.of(
                        "holds no files",
                        new ZipBytes()
                                .add(stored("only/a/folder/", new byte[0]))
                                .bytes()));
    }

    @ParameterizedTest
    @MethodSource("hostileArchives")
    void aHostileArchiveIsRefusedAsAWholeAndTheNextIsRead(String reason, byte[] archive) throws IOException {
        Files.write(folder.resolve("a.zip"), archive);
        new ZipBytes().add(stored("one", ONE)).write(folder.resolve("b.zip"));
        Map<String, String> found = read(folder);
        assertThat(found).hasSize(2).containsEntry("b.zip/#1", "the first");
        assertThat(found.get("a.zip")).matches("refused: .*(" + reason + ").*");
        assertThat(count(folder)).isEqualTo(2);
    }

    @Test
    void noNameOfAMemberIsUsedForAnything() {
        ZipBytes zip = new ZipBytes();
        List<String> names = List.of(
                "../../evil", "/etc/evil", "C:\\evil", "a\0b", "MILLER^ANNA\r\n.dcm", "%2e%2e/evil", "..", "", "con");
        names.forEach(name -> zip.add(stored(name, bytes(name))));
        Map<String, String> found = read(zip.write(folder.resolve("slip.zip")));
        assertThat(found).hasSize(names.size());
        for (int i = 0; i < names.size(); i++) {
            assertThat(found).containsEntry("slip.zip/#" + (i + 1), names.get(i));
        }
    }

    @Test
    void aLinkInsideAnArchiveIsPassedOver() {
        Path zip = new ZipBytes()
                .add(stored("link", bytes("/etc/passwd")).unixMode(0120777))
                .add(stored("one", ONE))
                .write(folder.resolve("a.zip"));
        assertThat(read(zip))
                .containsExactly(
                        Map.entry("a.zip/#1", "passed over: symbolic link: not followed"),
                        Map.entry("a.zip/#2", "the first"));
    }

    @Test
    void moreThan65535MembersAreRead() throws IOException {
        int members = 66_000;
        Path zip = folder.resolve("many.zip");
        try (ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(zip)))) {
            out.setLevel(0);
            for (int i = 0; i < members; i++) {
                put(out, "DICOM/" + i, bytes("" + i));
            }
        }
        assertThat(count(zip)).isEqualTo(members);
        long read = 0;
        try (Sources sources = sources(zip)) {
            while (sources.hasNext()) {
                ArchiveMember member = (ArchiveMember) sources.next();
                if (read % 10_000 == 0 || read == members - 1) {
                    assertThat(content(member)).isEqualTo("" + read);
                }
                read++;
                member.close();
            }
        }
        assertThat(read).isEqualTo(members);
    }

    /** A list of the shortest entries, two and a half times as long as is accepted. */
    @Test
    void aListThatWouldFillTheHeapIsNotReadToItsEnd() throws IOException {
        byte[] one = new ZipBytes().add(stored("", new byte[0])).bytes();
        byte[] entry = Arrays.copyOfRange(one, 30, 76);
        byte[] end = Arrays.copyOfRange(one, 76, 98);
        int count = (int) (ZipLimits.LIST_BYTES / 46 * 5L / 2);
        ByteBuffer.wrap(end).order(ByteOrder.LITTLE_ENDIAN).putInt(12, count * 46);
        Path zip = folder.resolve("list.zip");
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(zip), 1 << 20)) {
            out.write(one, 0, 30);
            for (int i = 0; i < count; i++) {
                out.write(entry);
            }
            out.write(end);
        }
        assertThat(read(zip).get("list.zip")).contains("list of members is longer than");
    }

    @Test
    void sixtyFourBitSizesAreRead() {
        Path zip = new ZipBytes().add(deflated("one", ONE).zip64()).write(folder.resolve("a.zip"));
        assertThat(read(zip)).containsExactly(Map.entry("a.zip/#1", "the first"));
    }

    @Test
    void membersAreReadByManyThreadsAtOnceAndTheArchiveClosesWithTheLast() throws Exception {
        byte[][] contents = new byte[40][];
        ZipBytes zip = new ZipBytes();
        for (int i = 0; i < contents.length; i++) {
            contents[i] = new byte[200_000 + i];
            new Random(i).nextBytes(contents[i]);
            zip.add(i % 2 == 0 ? stored("s", contents[i]) : deflated("d", contents[i]));
        }
        Path file = zip.write(folder.resolve("a.zip"));
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<byte[]>> read = new ArrayList<>();
        ZipArchive archive = ZipArchive.open(file);
        boolean[] closed = {false};
        archive.whenClosed(() -> closed[0] = true);
        archive.members()
                .forEachRemaining(source -> read.add(threads.submit(() -> {
                    try (ArchiveMember member = (ArchiveMember) source) {
                        return member.read();
                    }
                })));
        for (int i = 0; i < contents.length; i++) {
            assertThat(read.get(i).get()).isEqualTo(contents[i]);
        }
        threads.shutdown();
        assertThat(closed[0]).isTrue();
    }

    @Test
    void aRunThatStopsClosesWhatIsOpen() throws IOException {
        Path zip =
                new ZipBytes().add(stored("one", ONE)).add(stored("two", TWO)).write(folder.resolve("a.zip"));
        ArchiveMember member;
        try (Sources sources = sources(zip)) {
            member = (ArchiveMember) sources.next();
        }
        assertThatThrownBy(member::read).isInstanceOf(ArchiveException.class);
    }

    private Map<String, String> read(Path root) {
        Map<String, String> found = new LinkedHashMap<>();
        try (Sources sources = sources(root)) {
            while (sources.hasNext()) {
                Source source = sources.next();
                found.put(real(folder).relativize(source.path()).toString(), describe(source));
            }
        }
        return found;
    }

    private static String describe(Source source) {
        if (source instanceof Source.Unreadable unreadable) {
            return "refused: " + unreadable.reason();
        }
        if (source instanceof Source.PassedOver passed) {
            return "passed over: " + passed.reason();
        }
        if (source instanceof ArchiveMember member) {
            try (member) {
                return content(member);
            }
        }
        return "file";
    }

    private static String content(ArchiveMember member) {
        try {
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            member.writeTo(written);
            assertThat(member.read()).isEqualTo(written.toByteArray());
            return written.toString(StandardCharsets.UTF_8);
        } catch (ArchiveException e) {
            return "refused: " + e.reason();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Sources sources(Path root) {
        return new Sources(new Listings(List.of(root), folder.resolve("own")));
    }

    private long count(Path root) {
        long count = 0;
        for (Listings listings = new Listings(List.of(root), folder.resolve("own")); listings.hasNext(); ) {
            count += listings.next().sources();
        }
        return count;
    }

    private static void put(ZipOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
