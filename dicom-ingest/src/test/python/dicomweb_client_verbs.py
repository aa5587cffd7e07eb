#!/usr/bin/env python3
"""Every verb of DICOMweb as the Python package dicomweb-client speaks it, against a running `isocenter serve`.

    dicomweb_client_verbs.py URL TOKEN FOLDER

FOLDER holds DICOM files that the server has not seen. Needs dicomweb-client, pydicom and requests. Ends with 1 when an
answer is not what the files say.
"""
import pathlib
import sys

import pydicom
import requests
from dicomweb_client.api import DICOMwebClient


def check(name, condition):
    print(("ok    " if condition else "WRONG ") + name)
    return bool(condition)


def main(url, token, folder):
    session = requests.Session()
    session.headers["Authorization"] = "Bearer " + token
    client = DICOMwebClient(url, session=session)
    sent = [pydicom.dcmread(p) for p in sorted(pathlib.Path(folder).rglob("*")) if p.is_file() and is_dicom(p)]
    fine = []
    stored = client.store_instances(sent)
    references = stored.ReferencedSOPSequence
    fine.append(check("STOW-RS keeps all", len(references) == len(sent)))
    fine.append(check("and says which",
                      {r.ReferencedSOPInstanceUID for r in references} == {d.SOPInstanceUID for d in sent}))
    original = sent[0]
    place = next(r.RetrieveURL for r in references if r.ReferencedSOPInstanceUID == original.SOPInstanceUID)
    study, series, instance = place.split("/")[-5::2]

    every = client.search_for_studies(limit=2, get_remaining=True)
    ids = [s["0020000D"]["Value"][0] for s in every]
    fine.append(check("QIDO-RS pages through all studies", len(ids) == len(set(ids)) and study in ids))
    one = client.search_for_studies(search_filters={"StudyInstanceUID": study}, fields=["StudyDescription"])
    fine.append(check("QIDO-RS finds one study", len(one) == 1))
    fine.append(check("QIDO-RS series of a study",
                      series in [s["0020000E"]["Value"][0] for s in client.search_for_series(study)]))
    fine.append(check("QIDO-RS all series", len(client.search_for_series(limit=5)) > 0))
    fine.append(check("QIDO-RS instances of a series",
                      instance in [i["00080018"]["Value"][0] for i in client.search_for_instances(study, series)]))
    fine.append(check("QIDO-RS nothing found",
                      client.search_for_studies(search_filters={"PatientID": "NOBODY"}) == []))

    got = client.retrieve_instance(study, series, instance)
    fine.append(check("WADO-RS instance keeps its transfer syntax",
                      got.file_meta.TransferSyntaxUID == original.file_meta.TransferSyntaxUID))
    fine.append(check("and its size", (got.Rows, got.Columns) == (original.Rows, original.Columns)))
    fine.append(check("and not its patient", got.PatientID != original.PatientID))
    plain = client.retrieve_instance(study, series, instance,
                                     media_types=(("application/dicom", "1.2.840.10008.1.2.1"),))
    fine.append(check("WADO-RS uncompressed on request", plain.file_meta.TransferSyntaxUID == "1.2.840.10008.1.2.1"))
    fine.append(check("WADO-RS series", len(client.retrieve_series(study, series)) >= 1))
    fine.append(check("WADO-RS study", len(client.retrieve_study(study)) >= 1))
    metadata = client.retrieve_series_metadata(study, series)
    fine.append(check("WADO-RS metadata", pydicom.Dataset.from_json(
        {k: v for k, v in metadata[0].items() if "BulkDataURI" not in v}).Rows == original.Rows))
    fine.append(check("WADO-RS instance and study metadata",
                      len(client.retrieve_instance_metadata(study, series, instance)) > 10
                      and len(client.retrieve_study_metadata(study)) >= 1))
    frames = client.retrieve_instance_frames(study, series, instance, [1])
    fine.append(check("WADO-RS frames", len(frames) == 1 and len(frames[0]) > 0))
    bulk = client.retrieve_bulkdata(metadata[0]["7FE00010"]["BulkDataURI"])
    fine.append(check("WADO-RS bulk data", sum(map(len, bulk)) > 0))
    for kind, magic in (("image/png", b"\x89PNG"), ("image/jpeg", b"\xff\xd8")):
        picture = client.retrieve_instance_rendered(study, series, instance, media_types=(kind,))
        fine.append(check(f"WADO-RS rendered {kind}", picture.startswith(magic)))
    thumbnail = session.get(f"{url}/studies/{study}/series/{series}/thumbnail")
    fine.append(check("WADO-RS thumbnail", thumbnail.headers["Content-Type"] == "image/jpeg"))
    print(f"{sum(fine)} of {len(fine)} as they should be")
    return 0 if all(fine) else 1


def is_dicom(path):
    with open(path, "rb") as file:
        return file.read(132)[128:] == b"DICM"


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
