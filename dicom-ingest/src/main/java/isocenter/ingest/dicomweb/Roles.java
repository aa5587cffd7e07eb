package isocenter.ingest.dicomweb;

/**
 * The roles of the installation, one for each user and token. Resources of every module name them in {@code
 * RolesAllowed}; who has which is decided by the application. What each may do: {@code ROLES.md} of {@code deploy}.
 */
public final class Roles {
    /** Users and configuration; sees no image. */
    public static final String ADMIN = "admin";

    /** All de-identified data. */
    public static final String RESEARCHER = "researcher";

    /** De-identified data of the studies that {@link StudyAccess} assigns, and nothing else of them. */
    public static final String RADIOLOGIST = "radiologist";

    /** Metadata without pixels, and the ledger. */
    public static final String AUDITOR = "auditor";

    /** Machines: a PACS or a gateway that sends, a viewer's server that reads. */
    public static final String SERVICE = "service";

    private Roles() {}
}
