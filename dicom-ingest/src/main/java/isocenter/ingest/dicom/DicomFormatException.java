package isocenter.ingest.dicom;

/**
 * The bytes are not a DICOM object that can be read safely. The message is a reason fit for a quarantine entry: it may
 * name tags, lengths and offsets, and never holds a value of the file.
 */
public final class DicomFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public DicomFormatException(String reason) {
        super(reason);
    }

    public DicomFormatException(String reason, Throwable cause) {
        super(reason, cause);
    }

    /** Why the object was refused; the same as the message. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
