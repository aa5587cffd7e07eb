#!/usr/bin/env python3
"""A PACS over a folder of DICOM files, by pynetdicom: C-ECHO, C-FIND, C-GET and C-MOVE.

    python dimse_pacs.py PORT FOLDER OUR-PORT        (needs pynetdicom 3.0; PynetdicomTest runs it)

OUR-PORT: where objects go that are moved to ISOCENTER. Runs until it is ended.
"""

import sys
from pathlib import Path

from pydicom import dcmread
from pydicom.dataset import Dataset
from pynetdicom import AE, ALL_TRANSFER_SYNTAXES, StoragePresentationContexts, evt
from pynetdicom.sop_class import (
    PatientRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelFind,
    StudyRootQueryRetrieveInformationModelGet,
    StudyRootQueryRetrieveInformationModelMove,
    Verification,
)

UNIQUE = {"PATIENT": "PatientID", "STUDY": "StudyInstanceUID", "SERIES": "SeriesInstanceUID", "IMAGE": "SOPInstanceUID"}


def matching(files, identifier):
    found = []
    for file in files:
        dataset = dcmread(file)
        wanted = {key: identifier.get(key) for key in UNIQUE.values()}
        if all(not value or str(dataset.get(key)) == str(value) for key, value in wanted.items()):
            found.append(dataset)
    return found


def main():
    port, folder, destination = int(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    files = sorted(folder.glob("*.dcm"))

    def find(event):
        seen = set()
        for dataset in matching(files, event.identifier):
            unique = str(dataset.get(UNIQUE[event.identifier.QueryRetrieveLevel]))
            if unique in seen:
                continue
            seen.add(unique)
            if event.is_cancelled:
                yield 0xFE00, None
                return
            answer = Dataset()
            for element in event.identifier:
                if element.keyword in dataset:
                    answer[element.tag] = dataset[element.tag]
            answer.QueryRetrieveLevel = event.identifier.QueryRetrieveLevel
            yield 0xFF00, answer

    def get(event):
        found = matching(files, event.identifier)
        yield len(found)
        for dataset in found:
            yield 0xFF00, dataset

    def move(event):
        if event.move_destination != "ISOCENTER":
            yield None, None
            return
        yield "127.0.0.1", destination, {"ae_title": "ISOCENTER"}
        found = matching(files, event.identifier)
        yield len(found)
        for dataset in found:
            yield 0xFF00, dataset

    ae = AE(ae_title="PYNETDICOM")
    ae.add_supported_context(Verification)
    ae.add_supported_context(PatientRootQueryRetrieveInformationModelFind)
    ae.add_supported_context(StudyRootQueryRetrieveInformationModelFind)
    ae.add_supported_context(StudyRootQueryRetrieveInformationModelGet)
    ae.add_supported_context(StudyRootQueryRetrieveInformationModelMove)
    for context in StoragePresentationContexts:
        ae.add_supported_context(context.abstract_syntax, ALL_TRANSFER_SYNTAXES, scu_role=True, scp_role=True)
    handlers = [
        (evt.EVT_C_ECHO, lambda event: 0x0000),
        (evt.EVT_C_FIND, find),
        (evt.EVT_C_GET, get),
        (evt.EVT_C_MOVE, move),
    ]
    ae.requested_contexts = StoragePresentationContexts[:128]
    ae.start_server(("127.0.0.1", port), block=True, evt_handlers=handlers)


if __name__ == "__main__":
    main()
