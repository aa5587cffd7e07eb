package isocenter.ingest.deidentify;

/**
 * What the pseudonyms of one object stand for, on its way into the re-identification map and nowhere else.
 *
 * @param patientId empty where the object had none
 * @param issuer Issuer of Patient ID, empty where unknown
 * @param name Patient's Name as DICOM writes it, empty where unknown
 * @param study Study Instance UID
 * @param accession Accession Number, empty where unknown
 */
public record Originals(String patientId, String issuer, String name, String study, String accession) {
    /** Never a value: records are logged by accident. */
    @Override
    public String toString() {
        return "Originals";
    }
}
