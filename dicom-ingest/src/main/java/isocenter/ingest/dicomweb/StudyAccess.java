package isocenter.ingest.dicomweb;

import java.util.Set;

/**
 * Says which studies a radiologist may read. Every bean of this type is asked at each request, on a thread that may
 * block; a study may be read when one of them allows it, and none when there is no bean.
 */
public interface StudyAccess {
    /**
     * Whether this user may read this study.
     *
     * @param user name of the user, or of the token
     * @param study pseudonymous Study Instance UID, not necessarily of a study that exists
     */
    boolean mayRead(String user, String study);

    /** Pseudonymous UIDs of all studies that this user may read. */
    Set<String> studies(String user);
}
