package isocenter.ingest.dimse;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses that share their first bits, written {@code 10.1.0.0/16} (RFC 4632, RFC 4291) or as one address. */
record AddressRange(byte[] address, int bits) {
    /**
     * Reads a range; host names are not looked up.
     *
     * @throws IllegalArgumentException when it is none
     */
    static AddressRange parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2 || !parts[0].matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            throw invalid(text);
        }
        try {
            byte[] address = InetAddress.getByName(parts[0]).getAddress();
            int bits = parts.length == 1 ? address.length * 8 : Integer.parseInt(parts[1]);
            if (bits < 0 || bits > address.length * 8) {
                throw invalid(text);
            }
            return new AddressRange(address, bits);
        } catch (UnknownHostException | NumberFormatException e) {
            throw invalid(text);
        }
    }

    private static IllegalArgumentException invalid(String text) {
        return new IllegalArgumentException("%s is no address or range such as 10.1.0.0/16".formatted(text));
    }

    boolean contains(InetAddress other) {
        byte[] bytes = other.getAddress();
        if (bytes.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >>> bit % 8;
            if ((bytes[bit / 8] & mask) != (address[bit / 8] & mask)) {
                return false;
            }
        }
        return true;
    }
}
