package isocenter.ingest.dimse;

import isocenter.ingest.dimse.pdu.AeTitle;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who may call: pairs of AE title and addresses. Who is not on the list may not. */
final class CallerList {
    private record Caller(String aeTitle, Optional<AddressRange> addresses) {}

    private final List<Caller> callers = new ArrayList<>();

    /**
     * @param entries {@code AET} or {@code AET@address/bits}
     * @throws IllegalArgumentException when an entry is neither
     */
    CallerList(List<String> entries) {
        for (String entry : entries) {
            int at = entry.indexOf('@');
            String title = (at < 0 ? entry : entry.substring(0, at)).strip();
            if (!AeTitle.isValid(title)) {
                throw new IllegalArgumentException(
                        "isocenter.dimse.callers holds an entry that is not AET or AET@address/bits");
            }
            callers.add(new Caller(
                    title,
                    at < 0
                            ? Optional.empty()
                            : Optional.of(
                                    AddressRange.parse(entry.substring(at + 1).strip()))));
        }
    }

    boolean isEmpty() {
        return callers.isEmpty();
    }

    boolean allows(String aeTitle, InetAddress peer) {
        return callers.stream()
                .anyMatch(caller -> caller.aeTitle().equals(aeTitle)
                        && caller.addresses().map(range -> range.contains(peer)).orElse(true));
    }
}
