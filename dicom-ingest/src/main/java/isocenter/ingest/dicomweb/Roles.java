package isocenter.ingest.dicomweb;

/** The roles that may use these resources; who has which is decided by the application. */
final class Roles {
    static final String RESEARCHER = "researcher";
    static final String RADIOLOGIST = "radiologist";
    /** Machines: a PACS or a gateway that sends, a viewer's server that reads. */
    static final String SERVICE = "service";

    private Roles() {}
}
