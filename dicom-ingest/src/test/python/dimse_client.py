#!/usr/bin/env python3
"""Calls an Isocenter server with every verb it serves, by pynetdicom.

    python dimse_client.py PORT FILE...        (needs pynetdicom 3.0; PynetdicomTest runs it)

FILE: DICOM files that the server keeps. The server's AE title is ISOCENTER, the callers' list has PYNETDICOM, and
storage commitment is switched on. Ends with 0 when all went as it should.
"""

import queue
import sys

from pydicom import dcmread
from pydicom.dataset import Dataset
from pydicom.sequence import Sequence
from pydicom.uid import ImplicitVRLittleEndian
from pynetdicom import AE, build_role, evt

VERIFICATION = "1.2.840.10008.1.1"
COMMITMENT = "1.2.840.10008.1.20.1"
COMMITMENT_INSTANCE = "1.2.840.10008.1.20.1.1"


def caller(title="PYNETDICOM"):
    ae = AE(ae_title=title)
    ae.acse_timeout = ae.dimse_timeout = ae.network_timeout = 30
    return ae


def expect(condition, words):
    print(("ok     " if condition else "FAILED ") + words, flush=True)
    if not condition:
        sys.exit(1)


def echo(port):
    ae = caller()
    ae.add_requested_context(VERIFICATION)
    association = ae.associate("127.0.0.1", port, ae_title="ISOCENTER")
    expect(association.is_established, "association for verification")
    expect(association.send_c_echo().Status == 0, "C-ECHO")
    association.release()
    expect(association.is_released, "release")


def rejected(port):
    stranger = caller("STRANGER")
    stranger.add_requested_context(VERIFICATION)
    association = stranger.associate("127.0.0.1", port, ae_title="ISOCENTER")
    expect(association.is_rejected, "a stranger is rejected")
    answer = association.acceptor.primitive
    expect((answer.result, answer.result_source, answer.diagnostic) == (1, 1, 3), "because of its AE title")


def small_pdus(port):
    ae = caller()
    ae.maximum_pdu_size = 64
    ae.add_requested_context(VERIFICATION)
    association = ae.associate("127.0.0.1", port, ae_title="ISOCENTER", max_pdu=64)
    expect(association.send_c_echo().Status == 0, "C-ECHO in PDUs of 64 bytes")
    association.release()


def store(port, files):
    stored = []
    for file in files:
        dataset = dcmread(file)
        ae = caller()
        ae.add_requested_context(dataset.SOPClassUID, dataset.file_meta.TransferSyntaxUID)
        association = ae.associate("127.0.0.1", port, ae_title="ISOCENTER")
        status = association.send_c_store(dataset)
        expect(status.Status == 0, f"C-STORE in {dataset.file_meta.TransferSyntaxUID.name}")
        association.release()
        stored.append((dataset.SOPClassUID, dataset.SOPInstanceUID))
    return stored


def abort(port, file):
    dataset = dcmread(file)
    ae = caller()
    ae.add_requested_context(dataset.SOPClassUID, dataset.file_meta.TransferSyntaxUID)
    association = ae.associate("127.0.0.1", port, ae_title="ISOCENTER")
    association.abort()
    expect(association.is_aborted, "A-ABORT")


def commit(port, stored):
    reports = queue.Queue()

    def heard(event):
        reports.put((event.event_type, event.event_information))
        return 0x0000, None

    ae = caller()
    ae.add_requested_context(COMMITMENT, ImplicitVRLittleEndian)
    association = ae.associate(
        "127.0.0.1",
        port,
        ae_title="ISOCENTER",
        ext_neg=[build_role(COMMITMENT, scu_role=True)],
        evt_handlers=[(evt.EVT_N_EVENT_REPORT, heard)],
    )
    for references, event_type in ((stored, 1), (stored + [(stored[0][0], "1.2.3.4.5.6")], 2)):
        asked = Dataset()
        asked.TransactionUID = "2.25.4711"
        items = []
        for sop_class, instance in references:
            item = Dataset()
            item.ReferencedSOPClassUID = sop_class
            item.ReferencedSOPInstanceUID = instance
            items.append(item)
        asked.ReferencedSOPSequence = Sequence(items)
        status, _ = association.send_n_action(asked, 1, COMMITMENT, COMMITMENT_INSTANCE)
        expect(status.Status == 0, "N-ACTION")
        got, information = reports.get(timeout=30)
        expect(got == event_type, f"N-EVENT-REPORT of type {event_type}")
        expect(information.TransactionUID == "2.25.4711", "of this transaction")
        expect(len(information.ReferencedSOPSequence) == len(stored), "with what is kept")
        if event_type == 2:
            expect(information.FailedSOPSequence[0].FailureReason == 0x0112, "and what is not")
    association.release()
    expect(association.is_released, "release after commitment")


def main():
    port = int(sys.argv[1])
    files = sys.argv[2:]
    echo(port)
    rejected(port)
    small_pdus(port)
    stored = store(port, files)
    abort(port, files[0])
    commit(port, stored)


if __name__ == "__main__":
    main()
