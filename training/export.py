"""Write a fitted encoder as two int8 ONNX graphs: what runs once a sentence, and what runs once a pair."""

import tempfile
from pathlib import Path

import torch
from model import PairEncoder
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

PAIRS = {"rows": {0: "pairs"}} | {name: {0: "pairs", 1: "tokens"} for name in ("first", "second")}
PATH = {"path": {0: "pairs", 1: "tokens"}}
SENTENCES = {name: {0: "windows", 1: "tokens"} for name in ("ids", "segments", "states")}
OUTPUTS = ("event", "type", "mode", "direction", "status")


class Lower(nn.Module):
    """The half of the encoder that runs once a sentence, as a module of its own."""

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> tuple[Tensor, Tensor]:
        """Return what `PairEncoder.lower` does."""
        return self.model.lower(*inputs)


class Upper(nn.Module):
    """The half of the encoder that runs once a pair, as a module of its own."""

    def __init__(self, model: PairEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return what `PairEncoder.upper` does."""
        return self.model.upper(*inputs)


def export(model: PairEncoder, folder: Path) -> list[Path]:
    """Write ``relations.lower.onnx`` and ``relations.upper.onnx`` into the folder; return their paths.

    Weights are 8-bit integers, activations are quantised as it runs.
    """
    ids = torch.randint(1, 100, (2, 12))
    pairs = (torch.tensor([0, 0, 1]), torch.ones(3, 12), torch.ones(3, 12))
    states = torch.zeros(2, 12, model.shape.width)
    halves = (
        (
            Lower(model),
            "lower",
            (ids, torch.zeros_like(ids), *pairs),
            ["ids", "segments"],
            ["states", "gate"],
        ),
        (Upper(model), "upper", (ids, states, *pairs, pairs[1]), ["ids", "states"], list(OUTPUTS)),
    )
    paths = []
    for half, name, example, inputs, outputs in halves:
        paths.append(folder / f"relations.{name}.onnx")
        marked = [*PAIRS, *(PATH if name == "upper" else ())]
        _write(half.eval(), example, [*inputs, *marked], outputs, paths[-1])
    return paths


def _write(
    half: nn.Module, example: tuple[Tensor, ...], inputs: list[str], outputs: list[str], path: Path
) -> None:
    axes = SENTENCES | PAIRS | PATH | {name: {0: "pairs"} for name in ("gate", *OUTPUTS)}
    axes = {name: sizes for name, sizes in axes.items() if name in {*inputs, *outputs}}
    with tempfile.TemporaryDirectory() as scratch:
        plain, ready = Path(scratch) / "plain.onnx", Path(scratch) / "ready.onnx"
        torch.onnx.export(
            half, example, plain, input_names=inputs, output_names=outputs, dynamic_axes=axes, dynamo=False
        )
        quant_pre_process(plain, ready, skip_symbolic_shape=True)
        quantize_dynamic(ready, path, weight_type=QuantType.QInt8, per_channel=True)
