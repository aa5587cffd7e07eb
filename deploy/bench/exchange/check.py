"""Reads exported reports, segmentations and COCO files with highdicom and pycocotools and compares them with the reading.

    python check.py FOLDER

FOLDER has *.dcm of one reading, reading.json (its content) and coco.json. Ends with 0 when all agree.
"""
import json
import sys
from pathlib import Path

import numpy as np
from highdicom.seg import segread
from highdicom.sr import srread
from pycocotools import mask as coco_mask


def pixels(mask):
    flat = np.zeros(mask["rows"] * mask["columns"], bool)
    at, inside = 0, False
    for run in mask["runs"]:
        flat[at:at + run] = inside
        at, inside = at + run, not inside
    return flat.reshape(mask["rows"], mask["columns"])


def check_segmentations(files, marks):
    by_tracking, seen = {mark["id"]: mark for mark in marks}, 0
    for file in files:
        seg = segread(file)
        for number in seg.segment_numbers:
            mark = by_tracking[seg.get_segment_description(number).tracking_id]
            source = seg.PerFrameFunctionalGroupsSequence[number - 1].DerivationImageSequence[0].SourceImageSequence[0]
            assert source.ReferencedSOPInstanceUID == mark["instance"]
            if "ReferencedFrameNumber" in source:
                found = seg.get_pixels_by_source_frame(mark["instance"], [mark["frame"]], segment_numbers=[number],
                                                       combine_segments=False)
            else:
                found = seg.get_pixels_by_source_instance([mark["instance"]], segment_numbers=[number],
                                                          combine_segments=False)
            assert (found[0, :, :, 0].astype(bool) == pixels(mark["mask"])).all(), "a mask differs"
            seen += 1
    return seen


def check_report(file, content):
    report = srread(file).content
    groups = report.get_planar_roi_measurement_groups()
    assert len(groups) == len(content["marks"])
    for group, mark in zip(groups, content["marks"]):
        assert group.tracking_identifier == mark["id"]
        if mark["shape"] == "mask":
            continue
        points = mark["points"]
        if mark["shape"] == "box":
            (a, b), (c, d) = points
            points = [[a, b], [c, b], [c, d], [a, d]]
        if mark["shape"] != "length":
            points = points + points[:1]
        assert np.allclose(group.roi.value, points, atol=1e-6), "coordinates differ"
    placed = [label for label in content["labels"] if label["series"] or label["instance"]]
    values = {"present": "Present", "absent": "Absent", "uncertain": "Indeterminate"}
    for group, label in zip(report.get_image_measurement_groups(), placed):
        [evaluation] = group.get_qualitative_evaluations()
        assert evaluation.value.meaning == values[label["value"]]
        assert len(group.source_images) >= 1
    return len(groups) + len(placed)


def check_coco(file, content):
    dataset = json.loads(Path(file).read_text())
    marks, seen = {mark["id"]: mark for mark in content["marks"]}, 0
    for annotation in dataset["annotations"]:
        mark = marks[annotation["attributes"]["mark"]]
        image = dataset["images"][annotation["image_id"] - 1]
        size = image["height"], image["width"]
        if mark["shape"] == "mask":
            decoded = coco_mask.decode(coco_mask.frPyObjects(annotation["segmentation"], *size)).astype(bool)
            assert (decoded == pixels(mark["mask"])).all(), "a run length differs"
            assert decoded.sum() == annotation["area"]
            encoded = coco_mask.encode(np.asfortranarray(pixels(mark["mask"]).astype(np.uint8)))
            assert list(coco_mask.toBbox(encoded)) == [float(side) for side in annotation["bbox"]]
        else:
            coco_mask.decode(coco_mask.frPyObjects(annotation["segmentation"], *size))
        seen += 1
    return seen


def main(folder):
    folder = Path(folder)
    content = json.loads((folder / "reading.json").read_text())
    masks = check_segmentations(sorted(folder.glob("*seg*.dcm")), [m for m in content["marks"] if m["shape"] == "mask"])
    assert masks == sum(mark["shape"] == "mask" for mark in content["marks"])
    [report] = folder.glob("*sr*.dcm")
    items = check_report(report, content)
    print(f"{masks} masks, {items} items of the report, {check_coco(folder / 'coco.json', content)} annotations agree")


if __name__ == "__main__":
    main(sys.argv[1])
