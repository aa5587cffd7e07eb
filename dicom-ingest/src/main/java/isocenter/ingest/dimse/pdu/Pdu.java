package isocenter.ingest.dimse.pdu;

/** A protocol data unit of PS3.8 section 9.3. */
public sealed interface Pdu
        permits AssociateRequest,
                AssociateAccept,
                AssociateReject,
                PresentationData,
                ReleaseRequest,
                ReleaseResponse,
                Abort {}
