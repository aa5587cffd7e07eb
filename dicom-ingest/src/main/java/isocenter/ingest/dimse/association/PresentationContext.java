package isocenter.ingest.dimse.association;

import isocenter.ingest.dicom.TransferSyntax;

/** A presentation context that both sides agreed on. */
public record PresentationContext(int id, String abstractSyntax, TransferSyntax syntax) {}
