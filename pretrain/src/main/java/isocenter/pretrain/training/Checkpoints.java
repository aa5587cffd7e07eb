package isocenter.pretrain.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import isocenter.audit.content.DurableFile;
import isocenter.audit.content.Sha256;
import isocenter.pretrain.tensor.Safetensors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.bytedeco.pytorch.Tensor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of one run folder: {@code checkpoint-<step>.safetensors} and, written after it, a manifest {@code
 * checkpoint-<step>.json} with its SHA-256. A checkpoint without a sound manifest does not count. A {@link Retention} says
 * which are kept.
 */
final class Checkpoints {
    private static final Logger LOG = Logger.getLogger(Checkpoints.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int FORMAT = 1;
    private static final String PREFIX = "checkpoint-";
    private static final String MANIFEST = ".json";
    private static final String TENSORS = ".safetensors";

    private final Path folder;
    private final String run;
    private final Retention kept;

    /**
     * What a checkpoint's manifest says.
     *
     * @param format of the manifest, 1
     * @param run fingerprint of recipe and pool: only the same run may go on from here
     * @param step steps taken
     * @param sha256 of the tensors' file, lower hex
     * @param losses so far
     * @param score how good the network was then, the higher the better; null where nobody judged
     */
    record Manifest(
            int format,
            String run,
            long step,
            String sha256,
            LossRecord.Snapshot losses,
            @Nullable Double score) {}

    /**
     * How far a run has come.
     *
     * @param step steps taken
     * @param losses so far
     */
    record Progress(long step, LossRecord.Snapshot losses) {
        static final Progress NONE = new Progress(0, new LossRecord.Snapshot(List.of(), List.of(), 0, 0));

        byte[] json() {
            return Checkpoints.json(this);
        }

        static Progress of(byte[] json) {
            try {
                return JSON.readValue(json, Progress.class);
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "the progress that rank 0 tells cannot be read: take one build for all", e);
            }
        }
    }

    Checkpoints(Path folder, String run, Retention kept) {
        this.folder = folder;
        this.run = run;
        this.kept = kept;
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the run folder " + folder, e);
        }
    }

    /**
     * Writes a checkpoint, then drops those that need not be kept.
     *
     * @param score see {@link Manifest}
     * @return the tensors' file
     * @throws CheckpointNotWritten when the disk refuses; those before are still there
     */
    Path save(long step, Map<String, Tensor> tensors, LossRecord losses, OptionalDouble score) {
        Path file = file(step, TENSORS);
        try {
            Safetensors.write(file, tensors, Map.of("step", Long.toString(step)));
            Double judged = score.isPresent() ? score.getAsDouble() : null;
            Manifest manifest = new Manifest(FORMAT, run, step, Sha256.hex(file), losses.snapshot(), judged);
            DurableFile.write(file(step, MANIFEST), json(manifest));
        } catch (UncheckedIOException e) {
            throw new CheckpointNotWritten(step, bytes(tensors), e);
        }
        dropOld();
        return file;
    }

    private static long bytes(Map<String, Tensor> tensors) {
        return tensors.values().stream()
                .mapToLong(tensor -> tensor.numel() * tensor.element_size())
                .sum();
    }

    /** True where the score is better than that of every checkpoint on disk, and the best shall be kept. */
    boolean best(OptionalDouble score) {
        return kept.best()
                && score.isPresent()
                && score.getAsDouble() > best(manifests()).map(Scored::score).orElse(Double.NEGATIVE_INFINITY);
    }

    private record Scored(Path manifest, double score) {}

    private Optional<Scored> best(List<Path> manifests) {
        return manifests.stream()
                .flatMap(path -> read(path).stream()
                        .filter(manifest -> manifest.score != null)
                        .map(manifest -> new Scored(path, Objects.requireNonNull(manifest.score))))
                .max(Comparator.comparingDouble(Scored::score));
    }

    /**
     * Copies the newest sound checkpoint's values into the tensors.
     *
     * @return how far it had come; {@link Progress#NONE} when there is none
     * @throws IllegalStateException when the folder belongs to another run
     */
    Progress restoreInto(Map<String, Tensor> tensors) {
        for (Path path : manifests()) {
            Optional<Manifest> manifest = sound(path);
            if (manifest.isPresent()) {
                Safetensors.readInto(file(manifest.get().step, TENSORS), tensors);
                return new Progress(manifest.get().step, manifest.get().losses);
            }
        }
        return Progress.NONE;
    }

    private static Optional<Manifest> read(Path path) {
        try {
            return Optional.of(JSON.readValue(path.toFile(), Manifest.class));
        } catch (IOException e) {
            LOG.debugf(e, "unreadable manifest %s", path.getFileName());
            return Optional.empty();
        }
    }

    private Optional<Manifest> sound(Path path) {
        Optional<Manifest> read = read(path);
        if (read.isPresent()) {
            Manifest manifest = read.get();
            if (!manifest.run.equals(run)) {
                throw new IllegalStateException("the run folder " + folder
                        + " holds checkpoints of another recipe or dataset: choose another folder or empty it");
            }
            Path file = file(manifest.step, TENSORS);
            if (manifest.format == FORMAT
                    && Files.exists(file)
                    && Sha256.hex(file).equals(manifest.sha256)) {
                return read;
            }
        }
        LOG.warnf("checkpoint %s is damaged: going back to the one before", path.getFileName());
        return Optional.empty();
    }

    private void dropOld() {
        List<Path> manifests = manifests();
        Optional<Path> best = kept.best() ? best(manifests).map(Scored::manifest) : Optional.empty();
        try {
            for (Path old : manifests.subList(Math.min(kept.last(), manifests.size()), manifests.size())) {
                if (kept.every() > 0 && step(old) % kept.every() == 0 || best.equals(Optional.of(old))) {
                    continue;
                }
                String name = old.getFileName().toString();
                Files.deleteIfExists(old);
                Files.deleteIfExists(folder.resolve(name.replace(MANIFEST, TENSORS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete an old checkpoint in " + folder, e);
        }
    }

    /** Newest first: step numbers are padded, so names sort as steps do. */
    private List<Path> manifests() {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = new ArrayList<>(files.filter(file -> {
                        String name = file.getFileName().toString();
                        return name.startsWith(PREFIX) && name.endsWith(MANIFEST);
                    })
                    .toList());
            found.sort(Comparator.reverseOrder());
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the run folder " + folder, e);
        }
    }

    private static byte[] json(Object manifest) {
        try {
            return JSON.writeValueAsBytes(manifest);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A manifest must be expressible as JSON", e);
        }
    }

    private static long step(Path manifest) {
        String name = manifest.getFileName().toString();
        return Long.parseLong(name.substring(PREFIX.length(), name.length() - MANIFEST.length()));
    }

    private Path file(long step, String ending) {
        return folder.resolve(String.format(Locale.ROOT, "%s%010d%s", PREFIX, step, ending));
    }
}
