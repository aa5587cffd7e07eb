package isocenter.ingest.dimse;

import isocenter.ingest.dicom.TransferSyntax;
import isocenter.ingest.dimse.association.AssociationAcceptor.Answer;
import isocenter.ingest.dimse.association.AssociationAcceptor.Policy;
import isocenter.ingest.dimse.pdu.AeTitle;
import isocenter.ingest.dimse.pdu.AnsweredContext;
import isocenter.ingest.dimse.pdu.AssociateRequest;
import isocenter.ingest.dimse.pdu.ContextResult;
import isocenter.ingest.dimse.pdu.ProposedContext;
import isocenter.ingest.dimse.pdu.Rejection;
import isocenter.ingest.dimse.pdu.RoleSelection;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Who gets an association, and for what. The caller is looked at first, so that strangers learn nothing; of the transfer
 * syntaxes the caller's first choice is taken that we know.
 */
final class ServerPolicy implements Policy {
    private static final Logger LOG = Logger.getLogger(ServerPolicy.class);

    private final String aeTitle;
    private final CallerList callers;
    private final SopClasses sopClasses;
    private final boolean commitment;

    ServerPolicy(String aeTitle, CallerList callers, SopClasses sopClasses, boolean commitment) {
        this.aeTitle = aeTitle;
        this.callers = callers;
        this.sopClasses = sopClasses;
        this.commitment = commitment;
    }

    @Override
    public Answer answer(AssociateRequest request, InetAddress peer) {
        if (!callers.allows(request.callingAeTitle(), peer)) {
            LOG.warnf(
                    "Rejected %s from %s: not in isocenter.dimse.callers",
                    AeTitle.shown(request.callingAeTitle()), peer.getHostAddress());
            return new Answer.Rejected(Rejection.CALLING_AE_TITLE_NOT_RECOGNIZED);
        }
        if (!request.calledAeTitle().equals(aeTitle)) {
            LOG.warnf(
                    "Rejected %s from %s: it calls %s, and this is %s",
                    request.callingAeTitle(), peer.getHostAddress(), AeTitle.shown(request.calledAeTitle()), aeTitle);
            return new Answer.Rejected(Rejection.CALLED_AE_TITLE_NOT_RECOGNIZED);
        }
        return new Answer.Accepted(
                request.contexts().stream().map(this::answer).toList(),
                request.userInformation().roles().stream()
                        .filter(role -> isServed(role.sopClass()))
                        .map(ServerPolicy::role)
                        .toList());
    }

    private AnsweredContext answer(ProposedContext context) {
        if (!isServed(context.abstractSyntax())) {
            return new AnsweredContext(
                    context.id(),
                    ContextResult.ABSTRACT_SYNTAX_NOT_SUPPORTED,
                    TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid());
        }
        Predicate<TransferSyntax> usable =
                sopClasses.isStorage(context.abstractSyntax()) ? any -> true : syntax -> !syntax.encapsulated();
        Optional<TransferSyntax> chosen = context.transferSyntaxes().stream()
                .map(TransferSyntax::of)
                .flatMap(Optional::stream)
                .filter(usable)
                .findFirst();
        return chosen.map(syntax -> new AnsweredContext(context.id(), ContextResult.ACCEPTANCE, syntax.uid()))
                .orElseGet(() -> new AnsweredContext(
                        context.id(),
                        ContextResult.TRANSFER_SYNTAXES_NOT_SUPPORTED,
                        TransferSyntax.IMPLICIT_LITTLE_ENDIAN.uid()));
    }

    private boolean isServed(String sopClass) {
        return sopClass.equals(SopClasses.VERIFICATION)
                || sopClass.equals(SopClasses.STORAGE_COMMITMENT) && commitment
                || sopClasses.isStorage(sopClass);
    }

    /** Callers are SCUs here. */
    private static RoleSelection role(RoleSelection asked) {
        return new RoleSelection(asked.sopClass(), asked.scu(), false);
    }
}
