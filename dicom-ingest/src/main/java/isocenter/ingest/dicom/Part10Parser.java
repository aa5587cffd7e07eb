package isocenter.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads Part 10 files (PS3.10), and data sets without preamble or file meta information where their first element shows
 * plainly that they are DICOM; what was assumed is in {@link DicomObject#assumptions()}. Every limit of a hostile file
 * ends in a {@link DicomFormatException}. Stateless.
 */
public final class Part10Parser implements DicomParser {
    static final String NAME = "part10";

    private static final int PREAMBLE = 128;
    private static final int PREFIX = 'D' | 'I' << 8 | 'C' << 16 | 'M' << 24;

    private final ReadLimits limits;

    public Part10Parser() {
        this(ReadLimits.STANDARD);
    }

    Part10Parser(ReadLimits limits) {
        this.limits = limits;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public DicomObject parse(Path file) {
        return parse(FileBytes.of(file));
    }

    @Override
    public DicomObject parse(byte[] bytes) {
        return parse(ByteBuffer.wrap(bytes));
    }

    /** What file meta information says of the object behind it. */
    public record MediaStorage(String sopClass, String instance) {}

    /**
     * Reads the file meta information of a file of which only the beginning is at hand.
     *
     * @throws DicomFormatException when these bytes do not begin a Part 10 file, or hold too little of one
     */
    public static Optional<MediaStorage> mediaStorage(byte[] beginning) {
        ByteBuffer buffer = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
        int start = start(buffer, new ArrayList<>());
        DataSet meta = new DataSetReader(buffer, ReadLimits.STANDARD, false).fileMeta(start);
        return meta.text(Tags.MEDIA_STORAGE_SOP_CLASS_UID)
                .flatMap(sopClass -> meta.text(Tags.MEDIA_STORAGE_SOP_INSTANCE_UID)
                        .map(instance -> new MediaStorage(sopClass, instance)));
    }

    /**
     * Reads a data set without preamble and file meta information, as a DIMSE message carries it.
     *
     * @return maybe an empty data set
     * @throws DicomFormatException when the bytes are not in this transfer syntax, are damaged, or exceed a limit
     */
    public DataSet parseDataSet(byte[] bytes, TransferSyntax syntax) {
        return dataSet(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, syntax);
    }

    /**
     * Reads the first elements of a data set whose beginning is at hand.
     *
     * @param last tag of the last element wanted
     * @return what is whole up to there; nothing where the data set is deflated
     */
    public DataSet parseHead(ByteBuffer beginning, TransferSyntax syntax, int last) {
        return syntax.deflated()
                ? new DataSet()
                : new DataSetReader(beginning, limits, syntax.encapsulated()).head(Encoding.of(syntax), last);
    }

    private DicomObject parse(ByteBuffer buffer) {
        buffer.order(ByteOrder.LITTLE_ENDIAN);
        if (buffer.limit() == 0) {
            throw new DicomFormatException("the file is empty");
        }
        List<String> assumptions = new ArrayList<>();
        int start = start(buffer, assumptions);
        DataSetReader metaReader = new DataSetReader(buffer, limits, false);
        DataSet meta = metaReader.fileMeta(start);
        int body = metaReader.position();
        checkGroupLength(meta, start, body, assumptions);
        TransferSyntax syntax = syntax(buffer, meta, body, assumptions);
        DataSet dataSet = dataSet(buffer, body, syntax);
        if (dataSet.isEmpty()) {
            throw new DicomFormatException("the file holds no data set");
        }
        return new DicomObject(meta, dataSet, syntax, assumptions);
    }

    private DataSet dataSet(ByteBuffer buffer, int body, TransferSyntax syntax) {
        if (!syntax.deflated()) {
            return new DataSetReader(buffer, limits, syntax.encapsulated()).dataSet(body, Encoding.of(syntax));
        }
        ByteBuffer compressed = buffer.slice(body, buffer.limit() - body);
        byte[] inflated = BoundedInflater.inflate(compressed, limits.inflated(compressed.remaining()));
        return new DataSetReader(ByteBuffer.wrap(inflated), limits, false).dataSet(0, Encoding.of(syntax));
    }

    private static int start(ByteBuffer buffer, List<String> assumptions) {
        if (buffer.limit() >= PREAMBLE + 4 && buffer.getInt(PREAMBLE) == PREFIX) {
            return PREAMBLE + 4;
        }
        if (buffer.limit() >= 8 && buffer.getInt(0) == PREFIX) {
            assumptions.add("the preamble is missing");
            return 4;
        }
        if (buffer.limit() >= 8 && buffer.getShort(0) == 2 && vrAt(buffer, 4)) {
            assumptions.add("preamble and prefix are missing");
            return 0;
        }
        if (SyntaxGuess.at(buffer, 0).isPresent()) {
            assumptions.add("preamble, prefix and file meta information are missing");
            return 0;
        }
        throw new DicomFormatException("not a DICOM file: there is no DICM prefix and no DICOM data set at its start");
    }

    private static boolean vrAt(ByteBuffer buffer, int position) {
        return Vr.of(buffer.get(position), buffer.get(position + 1)) != null;
    }

    private static void checkGroupLength(DataSet meta, int start, int end, List<String> assumptions) {
        if (meta.isEmpty()) {
            return;
        }
        double[] length = meta.numbers(Tags.FILE_META_INFORMATION_GROUP_LENGTH);
        if (length.length != 1) {
            assumptions.add("the file meta information has no group length; it was read to its last element");
        } else if (length[0] != end - start - 12) {
            assumptions.add("the group length of the file meta information is wrong; it was read to its last element");
        }
    }

    private static TransferSyntax syntax(ByteBuffer buffer, DataSet meta, int body, List<String> assumptions) {
        Optional<String> uid = meta.text(Tags.TRANSFER_SYNTAX_UID);
        if (uid.isPresent()) {
            return TransferSyntax.of(uid.get())
                    .orElseThrow(() -> new DicomFormatException("the transfer syntax is unknown"));
        }
        TransferSyntax guess = SyntaxGuess.at(buffer, body)
                .orElseThrow(() -> new DicomFormatException(
                        "the transfer syntax is missing and cannot be told from the data set"));
        assumptions.add("the transfer syntax is missing; the data set was read as " + guess);
        return guess;
    }
}
