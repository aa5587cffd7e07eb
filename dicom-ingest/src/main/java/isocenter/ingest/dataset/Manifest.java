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
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The members as lines of JSON, keys in order and no blanks (the form of RFC 8785, for these values), and the Merkle
 * root over those lines without their line ends. In the place of an erased member stands {@code {"erased":"<hash of the
 * line>"}}, and that hash is the leaf.
 */
final class Manifest {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    private static final String FOLDER = "datasets/";
    private static final String SUFFIX = ".jsonl";

    private Manifest() {}

    /** Of the version {@code name@version}, relative to the data folder. */
    static String path(String dataset) {
        return FOLDER + dataset + SUFFIX;
    }

    /** The version whose manifest this is; the reverse of {@link #path}. */
    static String dataset(String path) {
        return path.substring(FOLDER.length(), path.length() - SUFFIX.length());
    }

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

    /** Leaf hash of a member's line, lower-case hex. */
    static String leaf(DatasetMember member) {
        return HexFormat.of().formatHex(MerkleHash.leaf(line(member)));
    }

    /** Lower-case hex; the same before and after members were erased. */
    static String root(ManifestLines lines) {
        CompactRange tree = CompactRange.empty();
        lines.forEach(new ManifestLines.Sink<RuntimeException>() {
            @Override
            public void member(DatasetMember member) {
                tree.append(MerkleHash.leaf(line(member)));
            }

            @Override
            public void erased(String leafSha256) {
                tree.append(HexFormat.of().parseHex(leafSha256));
            }
        });
        return HexFormat.of().formatHex(tree.root());
    }

    /** Writes the lines, all or none; returns the file's hash as text. */
    static String write(ManifestLines lines, Path file) {
        MessageDigest digest = Sha256.digest();
        DurableFile.write(
                file, channel -> write(lines, new DigestOutputStream(Channels.newOutputStream(channel), digest)));
        return Sha256.hex(digest);
    }

    /** The hash that {@link #write} would return. */
    static String sha256(ManifestLines lines) {
        MessageDigest digest = Sha256.digest();
        try {
            write(lines, new DigestOutputStream(OutputStream.nullOutputStream(), digest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Sha256.hex(digest);
    }

    private static void write(ManifestLines lines, OutputStream to) throws IOException {
        OutputStream out = new BufferedOutputStream(to);
        lines.forEach(new ManifestLines.Sink<IOException>() {
            @Override
            public void member(DatasetMember member) throws IOException {
                out.write(line(member));
                out.write('\n');
            }

            @Override
            public void erased(String leafSha256) throws IOException {
                out.write(json(Map.of("erased", leafSha256)).getBytes(StandardCharsets.UTF_8));
                out.write('\n');
            }
        });
        out.flush();
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
