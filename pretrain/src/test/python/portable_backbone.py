"""Python's side of PortablePythonTest. Needs torch, onnx, onnxruntime and safetensors.

For each NAME.safetensors (images, features) of FOLDER: checks NAME.onnx with onnx's own checker and shape inference, runs it
with ONNX Runtime and NAME.pt with PyTorch, and prints the largest differences from the features.
"""

import json
import sys
from pathlib import Path

import onnx
import onnxruntime
import torch
from safetensors.torch import load_file

for case in sorted(Path(sys.argv[1]).glob("*.safetensors")):
    images, expected = (load_file(case)[name] for name in ("images", "features"))

    extra = {"metadata.json": ""}
    model = torch.jit.load(case.with_suffix(".pt"), _extra_files=extra).eval()
    facts = json.loads(extra["metadata.json"])
    with torch.no_grad():
        script = (model(images) - expected).abs().max().item()
        model.train()
        assert (model(images) - expected).abs().max().item() == script, "it depends on the mode"

    checked = onnx.load(case.with_suffix(".onnx"))
    onnx.checker.check_model(checked, full_check=True)
    output = onnx.shape_inference.infer_shapes(checked, strict_mode=True).graph.output[0].type.tensor_type.shape.dim
    assert [d.dim_param or d.dim_value for d in output] == facts["output"]["shape"], output

    session = onnxruntime.InferenceSession(case.with_suffix(".onnx"))
    props = session.get_modelmeta().custom_metadata_map
    assert {k: v if isinstance(v, str) else json.loads(props[k]) for k, v in facts.items()} == facts
    assert {k: v if isinstance(facts[k], str) else json.loads(v) for k, v in props.items()} == facts
    answer = session.run(None, {facts["input"]["name"]: images.numpy()})[0]
    print("answers", case.stem, script, (torch.from_numpy(answer) - expected).abs().max().item())
