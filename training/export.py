"""Writes the networks as ONNX: the encoders in 8 bits, the heads in 16.

The encoders also reckon in 8 bits, but for the second half of each feed-forward step: what GELU gives it has
long tails that 256 steps are too few for, so its weights alone are of 8 bits.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import torch
from network import HIDDEN, Encoder, Encoders, Heads, Panel
from onnx import helper, numpy_helper
from onnxruntime import InferenceSession
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from detente.coder.features import MOST, WIDTH

OPSET = 18
FEED = 1536
"""The width inside a feed-forward step of MiniLM."""
FULL = "encoder.full.onnx"
LARGE = 1000
"""Numbers of a tensor from which on it is stored in 16 bits."""


def export(networks: list[tuple[Encoder, Heads]], folder: Path) -> None:
    """Write ``encoder.onnx`` and ``heads.onnx`` into ``folder``, ``encoder.full.onnx`` beside the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    encoder = Encoders([each for each, _ in networks]).eval()
    heads = Panel([each for _, each in networks]).eval()
    whole = folder.parent / FULL
    ids, mask = torch.ones(2, 9, dtype=torch.long), torch.ones(2, 9)
    torch.onnx.export(
        encoder, (ids, mask), str(whole), input_names=["ids", "mask"], output_names=["tokens"],
        dynamic_axes={name: {0: "n", 1: "t"} for name in ("ids", "mask", "tokens")},
        opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    _eight_bits(whole, folder / "encoder.onnx")
    _heads(heads, folder / "heads.onnx")
    _same(folder, encoder)


def _eight_bits(whole: Path, file: Path) -> None:
    ready = file.with_suffix(".ready")
    quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
    graph = onnx.load(str(ready)).graph
    narrowing = {each.name for each in graph.initializer if len(each.dims) == 2 and each.dims[0] == FEED}
    # 7-bit weights: with 8 the sums of AVX2 machines without VNNI overflow.
    quantize_dynamic(
        str(ready),
        str(file),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=[each.name for each in graph.node if narrowing & set(each.input)],
    )
    ready.unlink()
    _pack(file, lambda name, numbers: _columns_of_bytes(name, numbers) if name in narrowing else None)


def _heads(heads: Panel, file: Path) -> None:
    n, t, c, m = 3, 9, MOST, 4
    given = {
        "tokens": (torch.randn(n, t, len(heads.all) * HIDDEN), {0: "n", 1: "t"}),
        "mask": (torch.ones(n, t), {0: "n", 1: "t"}),
        "place": (torch.zeros(n, 6), {0: "n"}),
        "mentions": (torch.zeros(n, c, t), {0: "n", 1: "c", 2: "t"}),
        "features": (torch.zeros(n, c, WIDTH), {0: "n", 1: "c"}),
        "present": (torch.ones(n, c), {0: "n", 1: "c"}),
        "owner": (torch.zeros(m, dtype=torch.long), {0: "m"}),
        "triggers": (torch.zeros(m, t), {0: "m", 1: "t"}),
        "sources": (torch.zeros(m, t), {0: "m", 1: "t"}),
        "targets": (torch.zeros(m, t), {0: "m", 1: "t"}),
    }
    out = {"labels": "n", "trigger_labels": "m", "events": "m", "roles": "n"}
    axes = {name: axes for name, (_, axes) in given.items()} | {name: {0: axis} for name, axis in out.items()}
    axes["roles"][1] = "c"
    torch.onnx.export(
        heads, tuple(value for value, _ in given.values()), str(file), input_names=list(given),
        output_names=list(out), dynamic_axes=axes, opset_version=OPSET, dynamo=False,
    )  # fmt: skip
    _pack(file, _halves)


Packed = tuple[list[onnx.TensorProto], list[onnx.NodeProto]]
"""What is stored for a tensor, and the nodes that make the tensor of it when the file is loaded."""


def _pack(file: Path, packed: Callable[[str, np.ndarray], Packed | None]) -> None:
    """Store the 32-bit tensors for which there is something smaller in its form."""
    model = onnx.load(str(file))
    stored, widening = [], []
    for tensor in model.graph.initializer:
        numbers = numpy_helper.to_array(tensor)
        small = packed(tensor.name, numbers) if numbers.dtype == np.float32 else None
        tensors, nodes = small or ([tensor], [])
        stored += tensors
        widening += nodes
    nodes = [*widening, *model.graph.node]
    del model.graph.initializer[:], model.graph.node[:]
    model.graph.initializer.extend(stored)
    model.graph.node.extend(nodes)
    onnx.save(model, str(file))


def _halves(name: str, numbers: np.ndarray) -> Packed | None:
    if numbers.size < LARGE:
        return None
    half = numpy_helper.from_array(numbers.astype(np.float16), f"{name}.half")
    return [half], [helper.make_node("Cast", [half.name], [name], to=onnx.TensorProto.FLOAT)]


def _columns_of_bytes(name: str, numbers: np.ndarray) -> Packed:
    step = (np.abs(numbers).max(0) / 127).astype(np.float32)
    tensors = [
        numpy_helper.from_array(np.round(numbers / step).astype(np.int8), f"{name}.bytes"),
        numpy_helper.from_array(step, f"{name}.step"),
    ]
    wide = helper.make_node("Cast", [tensors[0].name], [f"{name}.wide"], to=onnx.TensorProto.FLOAT)
    return tensors, [wide, helper.make_node("Mul", [f"{name}.wide", tensors[1].name], [name])]


def _same(folder: Path, encoder: Encoders) -> None:
    """Say how far the 8-bit encoder is from the full one on made-up input; stop where it collapsed."""
    rng = np.random.default_rng(0)
    ids = rng.integers(1000, 20000, (8, 24))
    mask = np.ones((8, 24), np.float32)
    (small,) = InferenceSession(str(folder / "encoder.onnx")).run(None, {"ids": ids, "mask": mask})
    with torch.no_grad():
        whole = encoder(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
    likeness = (small * whole).sum(-1) / np.linalg.norm(small, axis=-1) / np.linalg.norm(whole, axis=-1)
    print(f"8-bit encoder: cosine to full precision {likeness.mean():.4f} (lowest {likeness.min():.4f})")
    if likeness.mean() < 0.95:
        raise SystemExit("the 8-bit encoder has collapsed")
