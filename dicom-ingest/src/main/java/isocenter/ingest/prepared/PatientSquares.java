package isocenter.ingest.prepared;

import isocenter.audit.content.DurableFile;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.erasure.PatientRecords;
import isocenter.ingest.erasure.RecordSession;
import isocenter.ingest.erasure.Removed;
import isocenter.ingest.erasure.Traces;
import isocenter.ingest.erasure.Traces.Kind;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The squares that ingest has left of a patient's objects. */
@ApplicationScoped
@Priority(20)
class PatientSquares implements PatientRecords {
    private final Path cache;

    PatientSquares(IsocenterHome home) {
        this.cache = home.path().resolve("cache");
    }

    @Override
    public String place() {
        return "prepared squares";
    }

    @Override
    public long count(RecordSession session, Traces traces) {
        return files(traces.of(Kind.OBJECT)).size();
    }

    /** Names the objects: squares of other sizes may come until the transaction ends. */
    @Override
    public Removed erase(RecordSession session, Traces traces) {
        return new Removed(count(session, traces), List.of(), List.copyOf(traces.of(Kind.OBJECT)));
    }

    @Override
    public void settle(RecordSession session, List<String> objects) {
        try {
            for (Path file : files(objects)) {
                Files.deleteIfExists(file);
                DurableFile.forceFolder(Objects.requireNonNull(file.getParent()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared squares cannot be deleted: check the data folder", e);
        }
    }

    private List<Path> files(Collection<String> objects) {
        List<Path> found = new ArrayList<>();
        for (Path size : sizes()) {
            for (String object : objects) {
                Path file = PreparedImages.file(size, object);
                if (Files.exists(file)) {
                    found.add(file);
                }
            }
        }
        return found;
    }

    private List<Path> sizes() {
        if (!Files.isDirectory(cache)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(cache)) {
            return folders.filter(Files::isDirectory)
                    .filter(folder -> folder.getFileName().toString().startsWith(PreparedImages.SQUARES))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the prepared squares cannot be listed: check the data folder", e);
        }
    }
}
