package isocenter.ingest.dimse.pdu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Writes PDUs other than P-DATA-TF, whose buffer its sender fills in place. */
public final class PduEncoder {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);

    private PduEncoder() {}

    /**
     * The bytes of a PDU, header included.
     *
     * @throws IllegalArgumentException for P-DATA-TF, and when an item is longer than its length field can say
     */
    public static byte[] encode(Pdu pdu) {
        if (pdu instanceof AssociateRequest request) {
            return whole(ItemTypes.ASSOCIATE_RQ, out -> out.request(request));
        }
        if (pdu instanceof AssociateAccept accept) {
            return whole(ItemTypes.ASSOCIATE_AC, out -> out.accept(accept));
        }
        if (pdu instanceof AssociateReject reject) {
            return whole(
                    ItemTypes.ASSOCIATE_RJ, out -> out.codes(0, reject.result(), reject.source(), reject.reason()));
        }
        if (pdu instanceof ReleaseRequest) {
            return whole(ItemTypes.RELEASE_RQ, out -> out.codes(0, 0, 0, 0));
        }
        if (pdu instanceof ReleaseResponse) {
            return whole(ItemTypes.RELEASE_RP, out -> out.codes(0, 0, 0, 0));
        }
        if (pdu instanceof Abort abort) {
            return whole(ItemTypes.ABORT, out -> out.codes(0, 0, abort.source(), abort.reason()));
        }
        throw new IllegalArgumentException("A P-DATA-TF is written by its sender");
    }

    private static byte[] whole(int type, Consumer<PduEncoder> content) {
        PduEncoder body = new PduEncoder();
        content.accept(body);
        PduEncoder pdu = new PduEncoder();
        pdu.codes(type, 0);
        pdu.u32(body.bytes.size());
        pdu.bytes.writeBytes(body.bytes.toByteArray());
        return pdu.bytes.toByteArray();
    }

    private void request(AssociateRequest request) {
        fixed(request.protocolVersion(), request.calledAeTitle(), request.callingAeTitle());
        item(ItemTypes.APPLICATION_CONTEXT, out -> out.text(request.applicationContext()));
        for (ProposedContext context : request.contexts()) {
            item(ItemTypes.PROPOSED_CONTEXT, out -> {
                out.codes(context.id(), 0, 0, 0);
                out.item(ItemTypes.ABSTRACT_SYNTAX, name -> name.text(context.abstractSyntax()));
                for (String syntax : context.transferSyntaxes()) {
                    out.item(ItemTypes.TRANSFER_SYNTAX, name -> name.text(syntax));
                }
            });
        }
        userInformation(request.userInformation());
    }

    private void accept(AssociateAccept accept) {
        fixed(1, accept.calledAeTitle(), accept.callingAeTitle());
        item(ItemTypes.APPLICATION_CONTEXT, out -> out.text(AssociateRequest.DICOM_APPLICATION_CONTEXT));
        for (AnsweredContext context : accept.contexts()) {
            item(ItemTypes.ANSWERED_CONTEXT, out -> {
                out.codes(context.id(), 0, context.result().ordinal(), 0);
                out.item(ItemTypes.TRANSFER_SYNTAX, name -> name.text(context.transferSyntax()));
            });
        }
        userInformation(accept.userInformation());
    }

    private void fixed(int version, String called, String calling) {
        u16(version);
        u16(0);
        aeTitle(called);
        aeTitle(calling);
        bytes.writeBytes(new byte[32]);
    }

    private void userInformation(UserInformation user) {
        item(ItemTypes.USER_INFORMATION, out -> {
            out.item(ItemTypes.MAXIMUM_LENGTH, value -> value.u32(user.maximumLength()));
            out.item(ItemTypes.IMPLEMENTATION_CLASS_UID, value -> value.text(user.implementationClassUid()));
            user.asynchronousOperations()
                    .ifPresent(window -> out.item(ItemTypes.ASYNCHRONOUS_OPERATIONS, value -> {
                        value.u16(window.invoked());
                        value.u16(window.performed());
                    }));
            for (RoleSelection role : user.roles()) {
                out.item(ItemTypes.ROLE_SELECTION, value -> {
                    value.u16(role.sopClass().length());
                    value.text(role.sopClass());
                    value.codes(role.scu() ? 1 : 0, role.scp() ? 1 : 0);
                });
            }
            if (!user.implementationVersionName().isEmpty()) {
                out.item(ItemTypes.IMPLEMENTATION_VERSION_NAME, value -> value.text(user.implementationVersionName()));
            }
        });
    }

    private void item(int type, Consumer<PduEncoder> content) {
        PduEncoder value = new PduEncoder();
        content.accept(value);
        if (value.bytes.size() > 0xFFFF) {
            throw new IllegalArgumentException(
                    "An item of %d bytes does not fit its length field".formatted(value.bytes.size()));
        }
        codes(type, 0);
        u16(value.bytes.size());
        bytes.writeBytes(value.bytes.toByteArray());
    }

    private void aeTitle(String title) {
        bytes.writeBytes(String.format("%-16.16s", title).getBytes(StandardCharsets.ISO_8859_1));
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private void codes(int... values) {
        for (int value : values) {
            bytes.write(value);
        }
    }

    private void u16(int value) {
        codes(value >>> 8, value);
    }

    private void u32(int value) {
        u16(value >>> 16);
        u16(value);
    }
}
