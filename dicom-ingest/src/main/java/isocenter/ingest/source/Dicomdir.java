package isocenter.ingest.source;

import isocenter.ingest.dicom.DataSet;
import isocenter.ingest.dicom.DicomFormatException;
import isocenter.ingest.dicom.DicomObject;
import isocenter.ingest.dicom.Part10Parser;
import isocenter.ingest.dicom.Tags;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The directory of a DICOM file-set (PS3.10 section 8, PS3.3 annex F): which files of a disc belong to it. */
final class Dicomdir {
    private static final String SOP_CLASS = "1.2.840.10008.1.3.10";
    private static final int DIRECTORY_RECORD_SEQUENCE = 0x00041220;
    private static final int RECORD_IN_USE_FLAG = 0x00041410;
    private static final int REFERENCED_FILE_ID = 0x00041500;
    private static final int INACTIVE = 0;

    private Dicomdir() {}

    /** Linux shows the names of an ISO 9660 disc in lower case, with a dot or with a version, by its mount options. */
    static boolean isNamedSo(Path file) {
        return DiscName.of(String.valueOf(file.getFileName())).equals("DICOMDIR");
    }

    /**
     * The files that it references, each once, and a refusal for each that is not there. A file that is no DICOMDIR is
     * given as it is, to be refused for what it is.
     */
    static List<Listing> listings(Path file) {
        DicomObject directory;
        try {
            directory = new Part10Parser().parse(file);
        } catch (DicomFormatException | UncheckedIOException unreadable) {
            return List.of(Listing.file(file));
        }
        if (!directory.fileMeta().text(Tags.MEDIA_STORAGE_SOP_CLASS_UID).equals(Optional.of(SOP_CLASS))) {
            return List.of(Listing.file(file));
        }
        DiscFolder disc =
                new DiscFolder(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Set<List<String>> seen = new LinkedHashSet<>();
        List<Listing> listings = new ArrayList<>();
        int number = 0;
        for (DataSet item : directory.dataSet().items(DIRECTORY_RECORD_SEQUENCE)) {
            number++;
            List<String> id = item.texts(REFERENCED_FILE_ID);
            OptionalInt inUse = item.integer(RECORD_IN_USE_FLAG);
            boolean active = inUse.isEmpty() || inUse.getAsInt() != INACTIVE;
            if (active && !id.isEmpty() && seen.add(id)) {
                listings.add(disc.find(id, file.resolve("#" + number)));
            }
        }
        return listings;
    }
}
