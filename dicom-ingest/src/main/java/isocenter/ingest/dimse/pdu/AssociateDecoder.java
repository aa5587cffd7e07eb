package isocenter.ingest.dimse.pdu;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Decodes the bodies of A-ASSOCIATE-RQ and A-ASSOCIATE-AC. Items of unknown types are passed over (PS3.8 9.3.1). */
final class AssociateDecoder {
    /** IDs are odd and below 256 (PS3.8 9.3.2.2). */
    static final int MOST_CONTEXTS = 128;

    static final int MOST_TRANSFER_SYNTAXES = 256;
    static final int MOST_ROLES = 1024;

    private String applicationContext = "";
    private final List<ProposedContext> proposed = new ArrayList<>();
    private final List<AnsweredContext> answered = new ArrayList<>();
    private final Set<Integer> ids = new HashSet<>();
    private int maximumLength;
    private String implementationClass = "";
    private String implementationVersion = "";
    private Optional<AsynchronousOperations> window = Optional.empty();
    private final List<RoleSelection> roles = new ArrayList<>();

    private AssociateDecoder() {}

    static AssociateRequest request(ItemReader body) {
        int version = body.u16();
        body.skip(2);
        String called = body.text(16);
        String calling = body.text(16);
        body.skip(32);
        AssociateDecoder items = new AssociateDecoder();
        items.read(body);
        return new AssociateRequest(
                version, called, calling, items.applicationContext, items.proposed, items.userInformation());
    }

    static AssociateAccept accept(ItemReader body) {
        body.skip(4);
        String called = body.text(16);
        String calling = body.text(16);
        body.skip(32);
        AssociateDecoder items = new AssociateDecoder();
        items.read(body);
        return new AssociateAccept(called, calling, items.answered, items.userInformation());
    }

    private UserInformation userInformation() {
        return new UserInformation(maximumLength, implementationClass, implementationVersion, window, roles);
    }

    private void read(ItemReader body) {
        while (body.hasMore()) {
            int type = body.u8();
            ItemReader item = body.item();
            switch (type) {
                case ItemTypes.APPLICATION_CONTEXT -> applicationContext = item.text();
                case ItemTypes.PROPOSED_CONTEXT -> proposed.add(proposed(item));
                case ItemTypes.ANSWERED_CONTEXT -> answered.add(answered(item));
                case ItemTypes.USER_INFORMATION -> userItems(item);
                default -> {}
            }
        }
    }

    private int id(ItemReader item) {
        int id = item.u8();
        if (id % 2 == 0) {
            throw PduException.invalid("a presentation context has an even ID");
        }
        if (!ids.add(id)) {
            throw PduException.invalid("two presentation contexts have the same ID");
        }
        return id;
    }

    private ProposedContext proposed(ItemReader item) {
        int id = id(item);
        item.skip(3);
        List<String> abstractSyntaxes = new ArrayList<>(1);
        List<String> transferSyntaxes = new ArrayList<>(4);
        while (item.hasMore()) {
            int type = item.u8();
            ItemReader value = item.item();
            if (type == ItemTypes.ABSTRACT_SYNTAX) {
                abstractSyntaxes.add(value.text());
            } else if (type == ItemTypes.TRANSFER_SYNTAX) {
                transferSyntaxes.add(value.text());
            }
            if (transferSyntaxes.size() > MOST_TRANSFER_SYNTAXES) {
                throw PduException.invalid("a presentation context proposes more than %d transfer syntaxes"
                        .formatted(MOST_TRANSFER_SYNTAXES));
            }
        }
        if (abstractSyntaxes.size() != 1 || transferSyntaxes.isEmpty()) {
            throw PduException.invalid("a presentation context has %d abstract and %d transfer syntaxes"
                    .formatted(abstractSyntaxes.size(), transferSyntaxes.size()));
        }
        return new ProposedContext(id, abstractSyntaxes.get(0), transferSyntaxes);
    }

    private AnsweredContext answered(ItemReader item) {
        int id = id(item);
        item.skip(1);
        ContextResult result = ContextResult.of(item.u8());
        item.skip(1);
        String transferSyntax = "";
        while (item.hasMore()) {
            int type = item.u8();
            ItemReader value = item.item();
            if (type == ItemTypes.TRANSFER_SYNTAX) {
                transferSyntax = value.text();
            }
        }
        return new AnsweredContext(id, result, transferSyntax);
    }

    private void userItems(ItemReader items) {
        while (items.hasMore()) {
            int type = items.u8();
            ItemReader item = items.item();
            switch (type) {
                case ItemTypes.MAXIMUM_LENGTH -> maximumLength = item.saturated();
                case ItemTypes.IMPLEMENTATION_CLASS_UID -> implementationClass = item.text();
                case ItemTypes.IMPLEMENTATION_VERSION_NAME -> implementationVersion = item.text();
                case ItemTypes.ASYNCHRONOUS_OPERATIONS ->
                    window = Optional.of(new AsynchronousOperations(item.u16(), item.u16()));
                case ItemTypes.ROLE_SELECTION -> role(item);
                default -> {}
            }
        }
    }

    private void role(ItemReader item) {
        if (roles.size() == MOST_ROLES) {
            throw PduException.invalid("there are more than %d role selections".formatted(MOST_ROLES));
        }
        String sopClass = item.text(item.u16());
        roles.add(new RoleSelection(sopClass, item.u8() == 1, item.u8() == 1));
    }
}
