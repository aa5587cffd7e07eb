package isocenter.ingest.volume;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Volumes as rows, their parts as JSON, and back. */
final class VolumeRows {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private static final TypeReference<List<Finding>> FINDINGS = new TypeReference<>() {};
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private VolumeRows() {}

    static StoredVolume row(CataloguedVolume volume) {
        StoredVolume row = new StoredVolume();
        row.id = volume.id();
        row.series = volume.series();
        row.patient = volume.patient();
        row.modality = volume.modality();
        row.pixelSha256 = volume.pixelSha256();
        row.slices = volume.volume().frames().size();
        row.geometry = json(volume.volume().geometry());
        row.distinguished = json(volume.volume().distinguished());
        row.findings = findings(volume.volume().findings());
        row.superseded = false;
        return row;
    }

    static CataloguedVolume volume(StoredVolume row, List<FrameRef> slices) {
        try {
            return new CataloguedVolume(
                    row.id,
                    row.series,
                    row.patient,
                    row.modality,
                    row.pixelSha256,
                    new Volume(
                            JSON.readValue(row.geometry, VolumeGeometry.class),
                            slices,
                            JSON.readValue(row.distinguished, TEXTS),
                            JSON.readValue(row.findings, FINDINGS)));
        } catch (JsonProcessingException e) {
            throw new VolumeException("volume " + row.id + " was changed in the database: restore a backup", e);
        }
    }

    static String json(Map<String, Integer> counts) {
        return json((Object) counts);
    }

    private static String findings(List<Finding> findings) {
        try {
            return JSON.writerFor(FINDINGS).writeValueAsString(findings);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
