package isocenter.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import isocenter.audit.hash.CompactRange;
import isocenter.audit.hash.MerkleHash;
import isocenter.audit.hash.Sha256;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The members as lines of JSON, keys in order and no blanks (the form of RFC 8785, for these values), and the Merkle
 * root over those lines without their line ends.
 */
final class Manifest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private Manifest() {}

    static byte[] line(DatasetMember member) {
        Map<String, @Nullable Object> line = new TreeMap<>();
        line.put("age", member.age());
        line.put("file", member.fileSha256());
        line.put("instance", member.instance());
        line.put("modality", member.modality());
        line.put("part", member.part().name());
        line.put("patient", member.patient());
        line.put("pixels", member.pixelSha256());
        line.put("sex", member.sex());
        line.put("site", member.site());
        return json(line).getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hex. */
    static String root(List<DatasetMember> members) {
        CompactRange tree = CompactRange.empty();
        members.forEach(member -> tree.append(MerkleHash.leaf(line(member))));
        return HexFormat.of().formatHex(tree.root());
    }

    /**
     * Writes the lines durably, all or none: temporary file, fsync, rename, fsync of the folder.
     *
     * @return SHA-256 of the file
     */
    static byte[] write(List<DatasetMember> members, Path file) {
        Path temporary = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
        byte[] digest;
        try {
            Files.createDirectories(file.getParent());
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                DigestOutputStream out = new DigestOutputStream(
                        new BufferedOutputStream(Channels.newOutputStream(channel)), Sha256.digest());
                for (DatasetMember member : members) {
                    out.write(line(member));
                    out.write('\n');
                }
                out.flush();
                channel.force(true);
                digest = out.getMessageDigest().digest();
            }
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
            DurableFolder.ofFile(file);
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException("the manifest could not be written: check the data folder's space", e);
        }
    }

    /** JSON with keys in order. */
    static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
