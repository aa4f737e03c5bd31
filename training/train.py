"""Prepared windows enter; checkpoints of the network and of the running mean of its weights leave. Resumes by itself.

`python -m training.train` starts, or goes on from the last checkpoint; `--passes N` overrides the configuration, also
of a run that is under way (the learning rate follows the new end). `--from-shipped` lets a new run start with the weights
of the shipped model in place of the base encoder's.
"""

from __future__ import annotations

import argparse
import copy
import json
import pickle
import random
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, at_words, batches, collate
from training.evaluate import evaluate
from training.labels import HEADS, LINK, TOLLS
from training.network import CRF, KINDS, NEAR, Network, base, crf_loss, distance_buckets, half, marginals
from training.prepare import IGNORE, Item, fetch
from training.recover import recover
from training.settings import READER, Settings, load


def losses(network: Network, batch: Batch, outputs: tuple[Tensor, ...]) -> dict[str, Tensor]:
    """The loss of every head that the batch has labels for, each a mean over its words, links or rows."""
    result: dict[str, Tensor] = {}
    found = dict(zip((*HEADS, *(f"link-{kind}" for kind in KINDS), "toll"), outputs, strict=True))
    for head, (rows, tags) in batch.labels.items():
        scores = at_words(found[head], batch, rows)
        if head in CRF:
            steps, start = network.transitions(head)
            live = batch.live[rows]
            result[head] = crf_loss(scores, tags.clamp(min=0), live, steps, start)
        else:
            result[head] = functional.cross_entropy(scores.flatten(0, 1), tags.flatten(), ignore_index=IGNORE)
    for kind, (row, span, to, gold) in batch.links.items():
        vectors = found[f"link-{kind}"].float()
        left = vectors[row, batch.first[row, span], :LINK]
        right = vectors[row, batch.first[row, to], LINK:]
        score = (left * right).sum(1) + NEAR * network.distances[kind][distance_buckets(span, to)]
        result["link"] = result.get("link", torch.zeros(())) + functional.binary_cross_entropy_with_logits(score, gold)
    if batch.taught is not None:
        rows, likely = batch.taught
        scores, live = at_words(found["speech"], batch, rows), batch.live[rows]
        own = marginals(scores, live, *network.transitions("speech"))
        result["taught"] = -(likely * own)[live].sum() / live.sum()
    if batch.toll is not None:
        rows, killed, wounded = batch.toll
        scores = found["toll"][rows].float()
        result["toll"] = functional.cross_entropy(scores[:, :TOLLS], killed) + functional.cross_entropy(
            scores[:, TOLLS:], wounded
        )
    return result


class Run:
    """A training run: what a checkpoint holds, and how it goes on."""

    def __init__(
        self, settings: Settings, items: dict[str, list[Item]], passes: float, *, shipped: bool = False
    ) -> None:
        self.settings = settings
        self.plan = settings.train
        self.passes = passes
        self.items = items
        self.network = base(settings.work / "base" / settings.base.member, self.plan.dropout)
        self.before = 0
        if shipped:
            start = settings.work / "start"
            if not start.is_dir():
                shutil.copytree(settings.ship / READER, start)
            self.before = recover(self.network, start)
        self.mean = copy.deepcopy(self.network)
        self.optimizer = torch.optim.AdamW(_groups(self.network, settings), betas=(0.9, 0.98), fused=True)
        self.step = 0
        self.best = -1.0
        self.stopped = False
        self.log = settings.work / "log.jsonl"

    @property
    def checkpoint(self) -> Path:
        return self.settings.work / "last.pt"

    def resume(self) -> None:
        if self.checkpoint.exists():
            kept = torch.load(self.checkpoint, weights_only=True)
            self.network.load_state_dict(kept["network"])
            self.mean.load_state_dict(kept["mean"])
            self.optimizer.load_state_dict(kept["optimizer"])
            self.step, self.best, self.before = kept["step"], kept["best"], kept["before"]

    def save(self) -> None:
        kept = {
            "network": self.network.state_dict(),
            "mean": self.mean.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "best": self.best,
            "before": self.before,
        }
        write(kept, self.checkpoint)

    def batch_lists(self, number: int) -> list[list[Item]]:
        """The batches of pass `number`: the same for the same seed, whether the run was resumed or not."""
        return batches(self.items, self.settings, random.Random(self.settings.seed * 1000 + number))

    def go(self) -> None:
        number = step = 0
        lists = self.batch_lists(0)
        while step + len(lists) <= self.step:
            step += len(lists)
            number += 1
            lists = self.batch_lists(number)
        total = round(self.passes * len(lists))
        every = max(1, round(self.plan.evaluate * len(lists)))
        started, seen = time.monotonic(), 0
        sums: dict[str, list[float]] = {}
        while self.step < total:
            if self.step - step >= len(lists):
                step += len(lists)
                number += 1
                lists = self.batch_lists(number)
            seed = self.settings.seed + self.step
            torch.manual_seed(seed)
            batch = collate(lists[self.step - step], random.Random(seed), self.plan.caseless)
            for name, value in self.learn(batch, total).items():
                sums.setdefault(name, []).append(value)
            seen += batch.ids.numel()
            if self.step % 50 == 0:
                mean = {name: round(sum(values) / len(values), 4) for name, values in sorted(sums.items())}
                self.note(step=self.step, of=total, speed=round(seen / (time.monotonic() - started)), **mean)
                sums = {}
            if self.step % every == 0 or self.step == total:
                self.measure()
                self.save()
            if self.stopped:
                self.save()
                return

    def learn(self, batch: Batch, total: int) -> dict[str, float]:
        """One step; the losses before it."""
        rate = rate_at(self.step / total, self.plan.warmup)
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate
        self.network.train()
        self.network.round(on=self.step >= self.plan.rounded * total)
        with half():
            outputs = self.network(batch.ids, batch.features, batch.mask)
        found = losses(self.network, batch, outputs)
        loss = torch.stack([self.plan.weights[name] * value for name, value in found.items()]).sum()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        self.step += 1
        keep = min(self.plan.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            torch._foreach_lerp_(list(self.mean.parameters()), list(self.network.parameters()), 1 - keep)
        return {name: float(value.detach()) for name, value in found.items()}

    def stop(self, *_: object) -> None:
        """Saves after the step under way, and ends."""
        self.stopped = True

    def measure(self) -> None:
        figures = evaluate(self.mean, self.settings, share=0.5)
        score = figures["statements"] + 0.5 * figures["entities"] + 0.25 * figures["fillers"]
        self.note(step=self.step, **{name: round(value, 2) for name, value in figures.items()})
        if score > self.best:
            self.best = score
            kept = {"mean": self.mean.state_dict(), "step": self.step, "before": self.before, "figures": figures}
            write(kept, self.settings.work / "best.pt")

    def note(self, **fields: Any) -> None:
        line = json.dumps(fields)
        print(line, flush=True)
        with self.log.open("a", encoding="utf-8") as out:
            out.write(line + "\n")


def rate_at(done: float, warmup: float) -> float:
    """The learning rate, of its highest, at a part of all steps: up, then down to nothing."""
    return done / warmup if done < warmup else max(0.0, (1 - done) / (1 - warmup))


def _groups(network: Network, settings: Settings) -> list[dict[str, Any]]:
    plan = settings.train
    encoder, heads, plain = [], [], []
    for name, parameter in network.named_parameters():
        if parameter.ndim < 2 or name.startswith(("pieces", "positions", "features")):
            plain.append(parameter)
        elif name.startswith("layers"):
            encoder.append(parameter)
        else:
            heads.append(parameter)
    return [
        {"params": encoder, "peak": plan.rate, "lr": 0.0, "weight_decay": plan.decay},
        {"params": plain, "peak": plan.rate, "lr": 0.0, "weight_decay": 0.0},
        {"params": heads, "peak": plan.head_rate, "lr": 0.0, "weight_decay": plan.decay},
    ]


def teach(items: list[Item], path: Path) -> None:
    """Gives the windows, of which the teacher may have read the first part only, what it holds likely in them."""
    if path.exists():
        with path.open("rb") as file:
            read = pickle.load(file)
        for item, likely in zip(items, read, strict=False):
            item.taught = likely


def write(what: dict[str, Any], path: Path) -> None:
    """Whole or not at all."""
    part = path.with_suffix(".part")
    torch.save(what, part)
    part.replace(path)


def main() -> None:
    settings = load()
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=float, default=settings.train.passes)
    parser.add_argument("--from-shipped", action="store_true", help="a new run starts with the shipped model's weights")
    given = parser.parse_args()
    torch.set_num_threads(settings.train.threads)
    torch.manual_seed(settings.seed)
    fetch(settings)
    items: dict[str, list[Item]] = {}
    for name in settings.sets:
        with (settings.work / f"{name}.pickle").open("rb") as file:
            items[name] = pickle.load(file)
        teach(items[name], settings.work / "taught" / f"{name}.pickle")
    run = Run(settings, items, given.passes, shipped=given.from_shipped)
    run.resume()
    signal.signal(signal.SIGTERM, run.stop)
    run.go()


if __name__ == "__main__":
    main()
