package isocenter.ingest.archive;

/** An object beyond 2 GiB, which no DICOM file that is kept can be. */
public final class ArrivalTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArrivalTooLargeException() {
        super("The object is larger than 2 GiB. Send its frames as several objects.");
    }
}
