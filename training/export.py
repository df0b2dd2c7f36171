"""Write a fitted encoder as int8 ONNX, with its tokenizer."""

import tempfile
from pathlib import Path

import torch
from model import PairEncoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

INPUTS = ["ids", "segments", "rows", "first", "second"]
OUTPUTS = ["event", "type", "mode", "direction", "status"]


def export(model: PairEncoder, path: Path) -> None:
    """Write the encoder to ``path``: weights as 8-bit integers, activations quantised as it runs."""
    ids = torch.randint(1, 100, (2, 12))
    rows = torch.tensor([0, 0, 1])
    example = (ids, torch.zeros_like(ids), rows, torch.ones(3, 12), torch.ones(3, 12))
    sizes = {0: "windows", 1: "tokens"}
    pairs = {0: "pairs", 1: "tokens"}
    axes = {"ids": sizes, "segments": sizes, "rows": {0: "pairs"}, "first": pairs, "second": pairs}
    axes |= {name: {0: "pairs"} for name in OUTPUTS}
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        torch.onnx.export(
            model, example, plain, input_names=INPUTS, output_names=OUTPUTS, dynamic_axes=axes, dynamo=False
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True)
