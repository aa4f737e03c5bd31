"""Learning: labels become the loss they should, the loss falls, a run resumes where it ended, and the graph is the network."""

from __future__ import annotations

import pickle
import random
from dataclasses import replace
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="training needs the extra 'train'")
pytest.importorskip("onnx", reason="training needs the extra 'train'")
safetensors = pytest.importorskip("safetensors.torch", reason="training needs the extra 'train'")

from training import teach, train  # noqa: E402
from training.batches import bare, batches, collate  # noqa: E402
from training.evaluate import learned  # noqa: E402
from training.examples import Example, Mark  # noqa: E402
from training.graph import build, by_column  # noqa: E402
from training.labels import HEADS  # noqa: E402
from training.network import KINDS, LEVELS, Network, crf_loss, marginals  # noqa: E402
from training.prepare import IGNORE, Item, items  # noqa: E402
from training.recover import recover  # noqa: E402
from training.settings import CorpusFiles, Settings, load  # noqa: E402

NAMES = [*HEADS, *(f"link-{kind}" for kind in KINDS), "toll"]


@pytest.fixture(scope="module")
def tokenizer() -> object:
    tokenizers = pytest.importorskip("tokenizers")
    names = ["[UNK]", "[CLS]", "[SEP]", *"abcdefghij.", *(f"##{letter}" for letter in "abcdefghij")]
    model = tokenizers.models.WordPiece({name: number for number, name in enumerate(names)}, unk_token="[UNK]")
    made = tokenizers.Tokenizer(model)
    made.pre_tokenizer = tokenizers.pre_tokenizers.BertPreTokenizer()
    return made


def example(number: int = 0) -> Example:
    """A text whose every "c" is a cue, with the word before as its source and the word after as its content."""
    text = "ab c de. " * (2 + number % 3)
    cues = [at for at, letter in enumerate(text) if letter == "c"]
    marks = [
        mark
        for at in cues
        for mark in (Mark(at - 3, at - 1, "source"), Mark(at, at + 1, "cue"), Mark(at + 2, at + 4, "content"))
    ]
    links = {(start, at) for at in cues for start in (at - 3, at + 2)}
    return Example(str(number), "polnear", text, {"speech": marks}, unsure={"speech": []}, links={"speech": links})


def small() -> Network:
    torch.manual_seed(1)
    return Network(vocabulary=32, width=64, layers=2, heads=2, positions=64, dropout=0.0)


def test_labels_stand_on_their_words(tokenizer: object) -> None:
    """A span's first word has its B, and links are pairs of words."""
    (item,) = items(example(), tokenizer, 60)  # type: ignore[arg-type]
    tags = [HEADS["speech"][tag] for tag in item.labels["speech"]]
    assert tags == ["B-source", "B-cue", "B-content", "O"] * 2
    assert item.links["speech"] == [(0, 1), (2, 1), (4, 5), (6, 5)]


def test_a_span_that_two_windows_share_begins_in_both(tokenizer: object) -> None:
    """No window's labels begin inside a span, for such a sequence is forbidden."""
    shared = Example("x", "polnear", "ab cd ef gh " * 4, {"speech": [Mark(0, 47, "content")]})
    found = items(shared, tokenizer, 14)  # type: ignore[arg-type]
    assert len(found) > 1
    assert {HEADS["speech"][item.labels["speech"][0]] for item in found} == {"B-content"}


def test_crf_loss_is_the_share_of_one_sequence_among_all() -> None:
    """On a small case the likelihoods of all sequences are summed by hand."""
    torch.manual_seed(2)
    scores, steps, start = torch.randn(2, 3, 2), torch.randn(2, 2), torch.randn(2)
    tags = torch.tensor([[0, 1, 1], [1, 0, 0]])
    live = torch.tensor([[True, True, True], [True, True, False]])

    def total(row: int, path: tuple[int, ...]) -> float:
        inner = sum(float(steps[a, b]) for a, b in pairwise(path))
        return float(start[path[0]]) + inner + sum(float(scores[row, at, tag]) for at, tag in enumerate(path))

    expected = 0.0
    for row, length in ((0, 3), (1, 2)):
        every = [total(row, path) for path in product(range(2), repeat=length)]
        expected += np.logaddexp.reduce(every) - total(row, tuple(tags[row, :length].tolist()))
    assert float(crf_loss(scores, tags, live, steps, start)) == pytest.approx(expected / 5, rel=1e-5)


def test_marginals_are_each_tag_s_share_of_all_sequences() -> None:
    """Summed by hand on a small case; padding changes nothing."""
    torch.manual_seed(3)
    scores, steps, start = torch.randn(2, 3, 2), torch.randn(2, 2), torch.randn(2)
    live = torch.tensor([[True, True, True], [True, True, False]])
    found = marginals(scores, live, steps, start).exp()
    for row, length in ((0, 3), (1, 2)):
        shares = torch.zeros(length, 2)
        for path in product(range(2), repeat=length):
            total = start[path[0]] + sum(scores[row, at, tag] for at, tag in enumerate(path))
            weight = (total + sum(steps[a, b] for a, b in pairwise(path))).exp()
            for at, tag in enumerate(path):
                shares[at, tag] += weight
        assert torch.allclose(found[row, :length], shares / shares.sum(1, keepdim=True), atol=1e-5)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    given = load()
    plan = replace(given.train, pieces=200, passes=3.0, rate=0.003, head_rate=0.01, evaluate=1000.0, average=0.9)
    return replace(given, work=tmp_path, sets={"polnear": CorpusFiles(tmp_path, None, 1.0, 0.0, 0.0)}, train=plan)


@pytest.fixture
def run(settings: Settings, tokenizer: object, monkeypatch: pytest.MonkeyPatch) -> train.Run:
    monkeypatch.setattr(train, "base", lambda *_: small())
    monkeypatch.setattr(train, "evaluate", lambda *_, **__: {"statements": 1.0, "entities": 1.0, "fillers": 1.0})
    found: list[Item] = [item for number in range(18) for item in items(example(number), tokenizer, 60)]  # type: ignore[arg-type]
    return train.Run(settings, {"polnear": found}, settings.train.passes)


def test_the_loss_falls(run: train.Run) -> None:
    """After a few passes over an easy task the loss is a fraction of what it was."""
    lists = run.batch_lists(0)
    before = run.learn(collate(lists[0], random.Random(0), 0.0), 100)
    for _ in range(12):
        for chosen in lists:
            after = run.learn(collate(chosen, random.Random(0), 0.0), 100)
    assert after["speech"] < before["speech"] / 5
    assert after["link"] < before["link"]


def test_the_small_encoder_learns_what_the_teacher_reads(run: train.Run) -> None:
    """In windows that nobody has labelled it comes to hold likely what the teacher does; they come as often as the settings say."""
    found = run.items["polnear"]
    for item in found:
        item.taught = np.eye(len(HEADS["speech"]), dtype=np.float16)[item.labels["speech"]]
    files = CorpusFiles(Path(), None, 0.0, 1.0, 0.5)
    lists = batches(run.items, replace(run.settings, sets={"polnear": files}), random.Random(0))
    chosen = [item for batch in lists for item in batch]
    assert len(chosen) == round(0.5 * len(found))
    assert not any(item.labels or item.links for item in chosen)
    before = run.learn(collate(lists[0], random.Random(0), 0.0), 100)
    assert set(before) == {"taught"}
    for _ in range(40):
        after = run.learn(collate(lists[0], random.Random(0), 0.0), 100)
    assert after["taught"] < before["taught"] / 5


def test_readings_are_given_to_the_first_windows(run: train.Run, tmp_path: Path) -> None:
    """Of a corpus that the teacher read in part, the rest has none."""
    found = run.items["polnear"]
    readings = [np.zeros((len(item.window.first), 7), dtype=np.float16) for item in found[:3]]
    (tmp_path / "polnear.pickle").write_bytes(pickle.dumps(readings))
    train.teach(found, tmp_path / "polnear.pickle")
    assert [item.taught is not None for item in found] == [True] * 3 + [False] * (len(found) - 3)


def test_a_teacher_learns_and_reads(run: train.Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A small one of random weights learns the task, goes on where it ended, and holds each word's own tag likely."""
    safetensors.save_file(random_mpnet(), tmp_path / "teacher.safetensors")
    monkeypatch.setattr(teach, "fetch_teacher", lambda _: tmp_path / "teacher.safetensors")
    plan = replace(run.settings.teacher, passes=40, rate=0.003)
    lessons = teach.Lessons(replace(run.settings, teacher=plan))
    found = run.items["polnear"]
    lessons.go(found)
    resumed = teach.Lessons(replace(run.settings, teacher=plan))
    resumed.resume()
    assert resumed.step == lessons.step > 0
    likely = teach.read(resumed.teacher, found[:4])
    for item, read in zip(found, likely, strict=False):
        assert read.shape == (len(item.window.first), len(HEADS["speech"]))
        assert (read.argmax(1) == item.labels["speech"]).mean() > 0.9


def random_mpnet(width: int = 32, layers: int = 2, heads: int = 2) -> dict[str, Any]:
    """Weights with the names of an MPNet's."""
    torch.manual_seed(4)

    def linear(name: str, out: int, into: int) -> dict[str, Any]:
        return {f"{name}.weight": torch.randn(out, into) / into**0.5, f"{name}.bias": torch.zeros(out)}

    def norm(name: str) -> dict[str, Any]:
        return {f"{name}.weight": torch.ones(width), f"{name}.bias": torch.zeros(width)}

    made = {
        "embeddings.word_embeddings.weight": torch.randn(40, width) / 5,
        "embeddings.position_embeddings.weight": torch.randn(66, width) / 5,
        "encoder.relative_attention_bias.weight": torch.zeros(32, heads),
        **norm("embeddings.LayerNorm"),
    }
    for number in range(layers):
        stem = f"encoder.layer.{number}"
        for part in "qkvo":
            made |= linear(f"{stem}.attention.attn.{part}", width, width)
        made |= norm(f"{stem}.attention.LayerNorm") | norm(f"{stem}.output.LayerNorm")
        made |= linear(f"{stem}.intermediate.dense", 4 * width, width)
        made |= linear(f"{stem}.output.dense", width, 4 * width)
    return made


def test_a_run_goes_on_where_it_ended(run: train.Run) -> None:
    """A run that was stopped and resumed has the weights of one that was not, and ends at the same step."""
    run.stopped = True
    run.go()
    assert run.step == 1
    resumed = train.Run(run.settings, run.items, run.passes)
    resumed.resume()
    assert resumed.step == 1
    for one, other in zip(run.network.parameters(), resumed.network.parameters(), strict=True):
        assert torch.equal(one, other)
    resumed.go()
    assert resumed.step == round(run.passes * len(run.batch_lists(0)))
    assert (run.settings.work / "best.pt").exists()


def test_passes_are_the_same_for_the_same_seed(run: train.Run) -> None:
    """Batches depend on the seed and the pass, on nothing else."""
    again = batches(run.items, run.settings, random.Random(run.settings.seed * 1000 + 3))
    assert [[id(item) for item in chosen] for chosen in run.batch_lists(3)] == [
        [id(item) for item in chosen] for chosen in again
    ]


def test_case_can_be_taken_away() -> None:
    """Shapes of letters go, those of digits and marks stay, and quotation and paragraph stay."""
    features = np.array([(2 * 4 + 1) * 2 + 1, (5 * 4) * 2, (6 * 4 + 2) * 2])
    assert bare(features).tolist() == [3, 40, 52]


def outputs(network: Network, *, quantised: bool) -> list[tuple[np.ndarray, np.ndarray]]:
    """What the graph gives, beside what the network gives, in the order of the network's outputs."""
    onnxruntime = pytest.importorskip("onnxruntime")
    session = onnxruntime.InferenceSession(build(network, NAMES, quantised=quantised).SerializeToString())
    ids, features = np.arange(3, 23)[None], np.arange(20)[None]
    found = session.run(NAMES, {"ids": ids, "features": features})
    with torch.no_grad():
        wanted = network(torch.from_numpy(ids), torch.from_numpy(features), None)
    return [(one, other.numpy()) for one, other in zip(found, wanted, strict=True)]


@pytest.mark.parametrize("quantised", [False, True])
def test_the_graph_is_the_network(quantised: bool) -> None:
    """The exported graph scores as the network does: as the exact one in full, as the rounded one in whole numbers."""
    network = small().eval()
    network.round(on=quantised)
    for one, other in outputs(network, quantised=quantised):
        assert np.abs(one - other).max() < (0.05 if quantised else 2e-3)


def test_rounding_is_what_the_graph_loses() -> None:
    """The network that rounds is nearer to the graph in whole numbers than the one that does not."""
    network = small().eval()
    rounded = [np.abs(one - other).mean() for one, other in outputs(network, quantised=True)]
    network.round(on=False)
    exact = [np.abs(one - other).mean() for one, other in outputs(network, quantised=True)]
    assert sum(rounded) < 0.6 * sum(exact)


def test_a_shipped_model_gives_its_weights_back(tmp_path: Path) -> None:
    """A network filled from an exported graph is exported as the same graph."""
    network = small()
    graph = build(network, NAMES).SerializeToString()
    (tmp_path / "encoder.onnx").write_bytes(graph)
    np.savez(tmp_path / "transitions.npz", **learned(network))  # type: ignore[arg-type]  # NumPy types a flag among them
    torch.manual_seed(2)
    other = Network(vocabulary=32, width=64, layers=2, heads=2, positions=64, dropout=0.0)
    (tmp_path / "meta.json").write_text('{"steps": 7}', encoding="utf-8")
    assert recover(other, tmp_path) == 7
    for kept, made in zip(network.parameters(), other.parameters(), strict=True):
        assert torch.allclose(kept, made, atol=0.02)
    assert build(other, NAMES).SerializeToString() == graph


def test_two_products_fit_sixteen_bits() -> None:
    """Processors that sum two products of a byte and a weight in 16 bits lose nothing."""
    assert 2 * 255 * LEVELS < 2**15


def test_columns_keep_their_own_scale() -> None:
    """A column of small numbers is not drowned by one of large ones."""
    matrix = np.array([[100.0, 0.01], [-50.0, 0.02]], dtype=np.float32)
    whole, scale = by_column(matrix, 127)
    assert np.abs(whole * scale - matrix).max(axis=0) == pytest.approx([0, 0], abs=0.4)
    assert np.abs(whole * scale - matrix)[:, 1].max() < 1e-4
    assert IGNORE < 0
