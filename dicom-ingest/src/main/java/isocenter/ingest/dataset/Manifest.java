package isocenter.ingest.dataset;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import isocenter.audit.content.CompactRange;
import isocenter.audit.content.DurableFile;
import isocenter.audit.content.MerkleHash;
import isocenter.audit.content.Sha256;
import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        if (member.frame() > 0) {
            line.put("frame", member.frame());
        }
        if (member.volume() != null) {
            line.put("volume", member.volume());
        }
        return json(line).getBytes(StandardCharsets.UTF_8);
    }

    /** Lower-case hex. */
    static String root(List<DatasetMember> members) {
        CompactRange tree = CompactRange.empty();
        members.forEach(member -> tree.append(MerkleHash.leaf(line(member))));
        return HexFormat.of().formatHex(tree.root());
    }

    /** Writes the lines, all or none; returns the file's hash as text. */
    static String write(List<DatasetMember> members, Path file) {
        MessageDigest digest = Sha256.digest();
        DurableFile.write(file, channel -> {
            OutputStream out =
                    new DigestOutputStream(new BufferedOutputStream(Channels.newOutputStream(channel)), digest);
            for (DatasetMember member : members) {
                out.write(line(member));
                out.write('\n');
            }
            out.flush();
        });
        return Sha256.hex(digest);
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
