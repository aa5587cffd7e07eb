package isocenter.ingest.dimse.pdu;

/** Names of application entities (PS3.5 section 6.2, VR AE). */
public final class AeTitle {
    public static final int LONGEST = 16;

    private AeTitle() {}

    /** True for 1 to 16 characters of the default repertoire without backslash, blank at neither end. */
    public static boolean isValid(String title) {
        return !title.isEmpty()
                && title.length() <= LONGEST
                && title.strip().length() == title.length()
                && title.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '\\');
    }

    /** The title where it is fit for a log, else words that say it is not. */
    public static String shown(String title) {
        return isValid(title) ? title : "an invalid AE title";
    }
}
