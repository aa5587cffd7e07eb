package isocenter.ingest.source;

import java.util.Locale;

/** A file's name as ISO 9660 means it: upper case, without the version and the dot that a mounted disc may show. */
final class DiscName {
    private DiscName() {}

    static String of(String shown) {
        String name = shown.toUpperCase(Locale.ROOT);
        int version = name.indexOf(';');
        String bare = version < 0 ? name : name.substring(0, version);
        return bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
    }
}
