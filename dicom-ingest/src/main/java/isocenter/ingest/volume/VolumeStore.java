package isocenter.ingest.volume;

import isocenter.ingest.archive.Instance;
import isocenter.ingest.volume.VolumeAssembly.NotAVolume;
import isocenter.ingest.volume.VolumeAssembly.Volume;
import jakarta.data.Limit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Keeps the volumes of a series, one transaction a series. */
@ApplicationScoped
class VolumeStore {
    private static final int PAGE = 100;

    private final StoredVolumes stored;

    VolumeStore(StoredVolumes stored) {
        this.stored = stored;
    }

    @Transactional
    List<Instance> instances(String series) {
        return stored.instances(series);
    }

    /** Puts what a series' frames make in the place of what they made before. */
    @Transactional
    void replace(String series, String fingerprint, List<Instance> instances, List<VolumeAssembly> outcomes) {
        stored.lock("volumes of " + series);
        Map<String, Instance> byId =
                instances.stream().collect(Collectors.toMap(instance -> instance.id, Function.identity()));
        Map<String, CataloguedVolume> volumes = new TreeMap<>();
        Map<String, Integer> refused = new TreeMap<>();
        for (VolumeAssembly outcome : outcomes) {
            if (outcome instanceof Volume volume) {
                CataloguedVolume catalogued = catalogued(volume, byId);
                volumes.put(catalogued.id(), catalogued);
            } else if (outcome instanceof NotAVolume not) {
                refused.merge(not.reason(), not.frames().size(), Integer::sum);
            }
        }
        List<StoredVolume> known = stored.ofSeries(series);
        known.forEach(row -> row.superseded = !volumes.containsKey(row.id));
        stored.saveVolumes(known);
        Set<String> knownIds = known.stream().map(row -> row.id).collect(Collectors.toSet());
        volumes.keySet().removeAll(knownIds);
        stored.insertVolumes(volumes.values().stream().map(VolumeRows::row).toList());
        stored.insertSlices(volumes.values().stream()
                .flatMap(volume -> slices(volume).stream())
                .toList());
        AssembledSeries assembled = new AssembledSeries();
        assembled.series = series;
        assembled.fingerprint = fingerprint;
        assembled.version = VolumeAssembler.VERSION;
        assembled.refused = VolumeRows.json(refused);
        stored.saveSeries(assembled);
    }

    private static CataloguedVolume catalogued(Volume volume, Map<String, Instance> byId) {
        Instance first = instance(byId, volume.frames().get(0).instance());
        return new CataloguedVolume(
                VolumeId.of(volume.frames(), id -> instance(byId, id).sha256),
                first.series,
                first.patient,
                first.modality,
                VolumeId.of(volume.frames(), id -> instance(byId, id).pixelSha256),
                volume);
    }

    private static Instance instance(Map<String, Instance> byId, String id) {
        return Objects.requireNonNull(byId.get(id), "an object of the series");
    }

    private static List<StoredSlice> slices(CataloguedVolume volume) {
        List<StoredSlice> slices = new ArrayList<>();
        for (FrameRef ref : volume.volume().frames()) {
            slices.add(StoredSlice.of(volume.id(), slices.size(), ref));
        }
        return slices;
    }

    /** The current volumes behind this id, at most a page of them. */
    @Transactional
    List<CataloguedVolume> page(String after) {
        return withSlices(stored.current(after, Limit.of(PAGE)));
    }

    @Transactional
    List<CataloguedVolume> withIds(List<String> ids) {
        List<CataloguedVolume> found = new ArrayList<>(ids.size());
        for (int start = 0; start < ids.size(); start += PAGE) {
            found.addAll(withSlices(stored.withIds(ids.subList(start, Math.min(start + PAGE, ids.size())))));
        }
        return found;
    }

    private List<CataloguedVolume> withSlices(List<StoredVolume> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Map<String, List<FrameRef>> slices = new HashMap<>();
        stored.slices(rows.stream().map(row -> row.id).toList())
                .forEach(slice -> slices.computeIfAbsent(slice.volume, id -> new ArrayList<>())
                        .add(slice.ref()));
        return rows.stream()
                .map(row -> VolumeRows.volume(row, slices.getOrDefault(row.id, List.of())))
                .toList();
    }
}
