package isocenter.ingest.archive;

import isocenter.audit.content.Sha256;
import isocenter.audit.ledger.IsocenterHome;
import isocenter.ingest.archive.Examined.Held;
import isocenter.ingest.archive.Examined.Kept;
import isocenter.ingest.archive.Examined.Known;
import isocenter.ingest.archive.Examined.Passed;
import isocenter.ingest.archive.Examined.Refused;
import isocenter.ingest.burnedin.Inspection;
import isocenter.ingest.burnedin.PixelInspector;
import isocenter.ingest.deidentify.Deidentification;
import isocenter.ingest.deidentify.Deidentification.Deidentified;
import isocenter.ingest.deidentify.Deidentifier;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.DicomParser;
import isocenter.ingest.dicom.DicomWriter;
import isocenter.ingest.dicom.Tags;
import isocenter.ingest.erasure.KeptOut;
import isocenter.ingest.pixel.Frames;
import isocenter.ingest.pixel.GreyImage;
import isocenter.ingest.pixel.PixelDecodeException;
import isocenter.ingest.prepared.PreparedImage;
import isocenter.ingest.prepared.PreparedImages;
import isocenter.ingest.source.ArchiveException;
import isocenter.ingest.source.ArchiveMember;
import isocenter.ingest.source.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Finds out what one file is: reads, de-identifies, decodes every frame and writes the result under a temporary name.
 * Whatever is wrong with the file ends in a reason, never in an exception; only a store that cannot be written throws.
 */
@ApplicationScoped
class Examiner {
    private static final Logger LOG = Logger.getLogger(Examiner.class);
    private static final String DIRECTORY_CLASS = "1.2.840.10008.1.3.10";
    private static final int LONGEST_REASON = 400;
    /** Stored values as int, the codec's own copy and what it works with, or modality and display values as float. */
    private static final long BYTES_PER_SAMPLE = 16;
    /** A value of a square as float and as number. */
    private static final long BYTES_PER_SQUARE_VALUE = 6;

    private final Deidentifier deidentifier;
    private final KnownSources known;
    private final KeptOut keptOut;
    private final PreparedImages prepared;
    private final Path home;
    private final DicomParser parser;
    private final MemoryBudget files = new MemoryBudget(Runtime.getRuntime().maxMemory() / 3);
    private final MemoryBudget frames = new MemoryBudget(Runtime.getRuntime().maxMemory() / 3);

    Examiner(
            Deidentifier deidentifier,
            KnownSources known,
            KeptOut keptOut,
            PreparedImages prepared,
            IsocenterHome home,
            IngestConfig config) {
        this.parser = DicomParser.named(config.parser());
        this.deidentifier = deidentifier;
        this.known = known;
        this.keptOut = keptOut;
        this.prepared = prepared;
        this.home = home.path().toAbsolutePath().normalize();
    }

    Examined examine(Source source, Destination destination) {
        if (source instanceof Source.Unreadable unreadable) {
            return refused(unreadable);
        }
        if (source instanceof Source.PassedOver passed) {
            return new Passed(passed.path(), passed.reason());
        }
        if (source instanceof ArchiveMember member) {
            return new Unpacking(this, destination).examine(member);
        }
        return examine(source.path(), destination);
    }

    private Examined examine(Path file, Destination destination) {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isSymbolicLink()) {
                return new Passed(file, "symbolic link: not followed");
            }
            if (found.isDirectory()) {
                return new Refused(file, null, 0, "the folder cannot be listed");
            }
            if (!found.isRegularFile()) {
                return new Passed(file, "not a plain file");
            }
            if (file.toAbsolutePath().normalize().startsWith(home)) {
                return new Passed(file, "part of Isocenter's own data folder");
            }
            return examine(SourceBytes.of(file, found.size()), destination);
        } catch (IOException | UncheckedIOException e) {
            return new Refused(file, null, 0, "the file cannot be read from its disk or network folder");
        }
    }

    /** @throws IOException when the source cannot be read, but for a member of an archive, which is then refused */
    Examined examine(SourceBytes source, Destination destination) throws IOException {
        if (!files.fits(source.heapBytes())) {
            return new Refused(
                    source.name(), null, source.size(), "the file is too large for this process's memory; raise -Xmx");
        }
        try (MemoryBudget.Lease lease = files.lease(source.heapBytes())) {
            return attempt(source, destination);
        } catch (ArchiveException e) {
            return new Refused(source.name(), null, source.size(), e.reason());
        } catch (OutOfMemoryError crowded) {
            LOG.debug("A file is tried again while no other is open");
        }
        try (MemoryBudget.Lease alone = files.leaseAll()) {
            return attempt(source, destination);
        } catch (ArchiveException e) {
            return new Refused(source.name(), null, source.size(), e.reason());
        } catch (OutOfMemoryError tooLarge) {
            return refused(source, "it needs more memory than this process has; raise -Xmx if it is sound");
        }
    }

    private Examined attempt(SourceBytes source, Destination destination) throws IOException, ArchiveException {
        source.read();
        Optional<String> instance = known.instanceOf(source.sha256());
        return instance.isPresent() ? new Known(source.name(), instance.get()) : keep(source, destination);
    }

    private Examined keep(SourceBytes source, Destination destination) {
        try {
            return image(source, destination);
        } catch (DicomFormatException | PixelDecodeException e) {
            return refused(source, String.valueOf(e.getMessage()));
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            // A reader's own defect must not end the batch. Its message may quote the file, so it goes nowhere.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.warnf(
                    "A file could not be examined: %s at %s",
                    e.getClass().getName(), trace.length > 0 ? trace[0] : "?");
            return refused(
                    source,
                    "it could not be examined (%s)".formatted(e.getClass().getSimpleName()));
        } catch (StackOverflowError e) {
            return refused(source, "it is nested too deep");
        }
    }

    private Examined image(SourceBytes source, Destination destination) {
        DicomObject object = source.parse(parser);
        if (isDirectory(source.name(), object)) {
            return new Passed(source.name(), "DICOMDIR: a list of objects, not an image");
        }
        Deidentification result = deidentifier.deidentify(object);
        if (result instanceof Deidentification.Refused refusal) {
            return refused(source, refusal.reason());
        }
        Deidentified kept = (Deidentified) result;
        if (isKeptOut(kept.patient())) {
            return new Passed(source.name(), "its patient was erased and is kept out");
        }
        Frames pixels = Frames.of(kept.object());
        long heap = BYTES_PER_SAMPLE * pixels.rows() * pixels.columns() * pixels.samples()
                + destination.squares().stream()
                        .mapToLong(size -> BYTES_PER_SQUARE_VALUE * size * size)
                        .sum();
        if (!frames.fits(heap)) {
            return refused(source, "its frames are too large for this process's memory; raise -Xmx");
        }
        Frames.Decoded decoded;
        Map<Integer, byte[]> squares = new LinkedHashMap<>();
        PixelInspector inspector =
                new PixelInspector(pixels, deidentifier.profile().burnedIn(), kept.declared());
        try (MemoryBudget.Lease lease = frames.lease(heap)) {
            decoded = pixels.decodeAll(inspector);
            // An image that no display could show is no image for training either: it is refused now, not by a dataset.
            GreyImage first = pixels.grey(0, decoded.first());
            destination.squares().forEach(size -> squares.put(size, PreparedImage.of(first, size)));
        }
        StagedFile staged = destination.staging().write(out -> DicomWriter.write(kept.object(), out));
        Kept examined = new Kept(
                source.name(),
                source.sha256(),
                source.size(),
                staged,
                Drafts.of(kept, pixels, decoded.sha256(), staged),
                kept.originals(),
                Map.of());
        if (inspector.result() instanceof Inspection.Suspect suspect) {
            return new Held(examined, suspect.reason());
        }
        leave(squares, staged);
        return examined;
    }

    private boolean isKeptOut(String patient) {
        try {
            return keptOut.contains(patient);
        } catch (SQLException e) {
            throw StoreException.onDatabase(e);
        }
    }

    private void leave(Map<Integer, byte[]> squares, StagedFile object) {
        try {
            for (Map.Entry<Integer, byte[]> square : squares.entrySet()) {
                prepared.keep(object.sha256(), square.getKey(), square.getValue());
            }
        } catch (IOException e) {
            throw StoreException.onWriting(home, e);
        }
    }

    /** An archive that cannot be opened is still a file, to be found again by its hash. */
    private static Refused refused(Source.Unreadable source) {
        Path file = source.path();
        try {
            BasicFileAttributes found =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isRegularFile()) {
                return new Refused(file, Sha256.hex(file), found.size(), source.reason());
            }
        } catch (IOException | UncheckedIOException unreadable) {
            LOG.debug("A source cannot be read at all");
        }
        return new Refused(file, null, 0, source.reason());
    }

    private static boolean isDirectory(Path file, DicomObject object) {
        return object.fileMeta()
                .text(Tags.MEDIA_STORAGE_SOP_CLASS_UID)
                .map(DIRECTORY_CLASS::equals)
                .orElseGet(() -> String.valueOf(file.getFileName()).equalsIgnoreCase("DICOMDIR"));
    }

    private static Refused refused(SourceBytes source, String reason) {
        String bounded = reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
        return new Refused(source.name(), source.sha256(), source.size(), bounded);
    }
}
