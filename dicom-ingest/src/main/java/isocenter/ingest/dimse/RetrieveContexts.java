package isocenter.ingest.dimse;

import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.RoleSelection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The presentation contexts of a C-GET: one for the request, and for each storage class as many as the 128 of an
 * association allow, each with one transfer syntax, so that the node can send every object as it has it. Where they do
 * not suffice, the last one of a class holds the rest.
 */
final class RetrieveContexts {
    private static final int MOST = 128;
    private static final List<String> UNCOMPRESSED =
            List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN.uid(), TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid());
    /** Compressed ones, the most frequent first. */
    private static final List<TransferSyntax> COMPRESSED = List.of(
            TransferSyntax.JPEG_LOSSLESS_SV1,
            TransferSyntax.JPEG_2000_LOSSLESS,
            TransferSyntax.JPEG_BASELINE,
            TransferSyntax.JPEG_LS_LOSSLESS,
            TransferSyntax.RLE_LOSSLESS,
            TransferSyntax.JPEG_2000,
            TransferSyntax.JPEG_EXTENDED,
            TransferSyntax.JPEG_LOSSLESS,
            TransferSyntax.JPEG_LS_NEAR_LOSSLESS,
            TransferSyntax.HTJ2K_LOSSLESS,
            TransferSyntax.HTJ2K_LOSSLESS_RPCL,
            TransferSyntax.HTJ2K,
            TransferSyntax.DEFLATED_EXPLICIT_LITTLE_ENDIAN,
            TransferSyntax.EXPLICIT_BIG_ENDIAN,
            TransferSyntax.MPEG4_HIGH_4_1,
            TransferSyntax.MPEG2_MAIN);

    private final List<ProposedContext> contexts = new ArrayList<>();
    private final List<RoleSelection> roles = new ArrayList<>();

    /**
     * @param request SOP class of the retrieval
     * @param storage classes that objects are of, at most 127 are used
     */
    RetrieveContexts(String request, Collection<String> storage) {
        add(request, UNCOMPRESSED);
        List<String> classes = storage.stream().distinct().limit(MOST - 1).toList();
        int each = classes.isEmpty() ? 0 : (MOST - 1) / classes.size();
        for (String sopClass : classes) {
            addStorage(sopClass, Math.min(each, 1 + COMPRESSED.size()));
            roles.add(new RoleSelection(sopClass, false, true));
        }
    }

    private void addStorage(String sopClass, int most) {
        List<List<String>> choices = new ArrayList<>();
        choices.add(UNCOMPRESSED);
        COMPRESSED.forEach(syntax -> choices.add(List.of(syntax.uid())));
        for (int i = 0; i < most - 1; i++) {
            add(sopClass, choices.get(i));
        }
        add(
                sopClass,
                choices.subList(most - 1, choices.size()).stream()
                        .flatMap(List::stream)
                        .toList());
    }

    private void add(String abstractSyntax, List<String> transferSyntaxes) {
        contexts.add(new ProposedContext(2 * contexts.size() + 1, abstractSyntax, transferSyntaxes));
    }

    List<ProposedContext> contexts() {
        return contexts;
    }

    /** We are the SCP of what comes (PS3.4 C.5.3). */
    List<RoleSelection> roles() {
        return roles;
    }
}
