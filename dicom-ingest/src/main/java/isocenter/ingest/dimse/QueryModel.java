package isocenter.ingest.dimse;

/** The information models of PS3.4 annex C.6, with the SOP classes of their services. */
enum QueryModel {
    PATIENT_ROOT("1.2.840.10008.5.1.4.1.2.1."),
    STUDY_ROOT("1.2.840.10008.5.1.4.1.2.2.");

    private final String root;

    QueryModel(String root) {
        this.root = root;
    }

    String find() {
        return root + "1";
    }

    String move() {
        return root + "2";
    }

    String get() {
        return root + "3";
    }
}
