"""Prepared windows enter; a larger encoder that learned who said what from them leaves, and what it holds likely in windows.

`python -m training.teach` trains the teacher, or goes on from its last checkpoint, and writes what it reads in the windows of each
corpus of which `config.yaml` says that it reads some: `training.train` then teaches the small encoder that too (distillation:
Hinton et al. 2015), also in texts that nobody has labelled with statements.
"""

from __future__ import annotations

import json
import pickle
import random
import signal
import time

import numpy as np
import torch
from numpy.typing import NDArray

from tests.eval import polnear
from training.batches import at_words, batches, collate
from training.network import crf_loss, half, marginals
from training.prepare import Item, fetch_teacher
from training.settings import READER, Settings, load
from training.teacher import HEAD, Teacher, encoder_of
from training.train import rate_at, write

EVERY = 150  # steps between two checkpoints
PIECES = 4096  # that it reads at once where nothing is learned


class Lessons:
    """A teacher's training: what a checkpoint holds, and how it goes on."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.plan = settings.teacher
        self.checkpoint = settings.work / "teacher.pt"
        self.teacher = Teacher(fetch_teacher(settings), settings.train.dropout)
        with np.load(settings.ship / READER / "transitions.npz") as kept, torch.no_grad():
            # The small encoder's transitions, so that what the two hold likely differs by what they read alone.
            self.teacher.steps.copy_(torch.from_numpy(kept[f"{HEAD}.steps"]))
            self.teacher.start.copy_(torch.from_numpy(kept[f"{HEAD}.start"]))
        learning = {name: part for name, part in self.teacher.named_parameters() if part.requires_grad}
        fast = [part for name, part in learning.items() if name.startswith(("head", "features"))]
        slow = [part for name, part in learning.items() if not name.startswith(("head", "features"))]
        rate, decay = self.plan.rate, settings.train.decay
        self.optimizer = torch.optim.AdamW(
            [
                {"params": [part for part in slow if part.ndim > 1], "peak": rate, "lr": 0.0, "weight_decay": decay},
                {"params": [part for part in slow if part.ndim < 2], "peak": rate, "lr": 0.0, "weight_decay": 0.0},
                {"params": fast, "peak": 10 * rate, "lr": 0.0, "weight_decay": 0.0},
            ],
            betas=(0.9, 0.98),
            fused=True,
        )
        self.step = 0
        self.stopped = False

    def resume(self) -> None:
        if self.checkpoint.exists():
            kept = torch.load(self.checkpoint, weights_only=True)
            self.teacher.load_state_dict(kept["teacher"])
            self.optimizer.load_state_dict(kept["optimizer"])
            self.step = kept["step"]

    def save(self) -> None:
        kept = {"teacher": self.teacher.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step}
        write(kept, self.checkpoint)

    def stop(self, *_: object) -> None:
        """Saves after the step under way, and ends."""
        self.stopped = True

    def go(self, items: list[Item]) -> None:
        seed = self.settings.seed
        passes = [
            batches({"polnear": items}, self.settings, random.Random(seed * 1000 + number))
            for number in range(self.plan.passes)
        ]
        lists = [batch for number in passes for batch in number]
        began, first, losses = time.monotonic(), self.step, []
        while self.step < len(lists) and not self.stopped:
            torch.manual_seed(seed + self.step)
            losses.append(self.learn(lists[self.step], self.step / len(lists)))
            self.step += 1
            if self.step % 50 == 0:
                pace = (self.step - first) / (time.monotonic() - began)
                mean = round(sum(losses) / len(losses), 4)
                print(
                    json.dumps({"step": self.step, "of": len(lists), "a second": round(pace, 2), "loss": mean}),
                    flush=True,
                )
                losses = []
            if self.step % EVERY == 0 or self.step == len(lists) or self.stopped:
                self.save()

    def learn(self, items: list[Item], done: float) -> float:
        """One step, at a part of all; the loss before it."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["peak"] * rate_at(done, self.plan.warmup)
        batch = collate(items, random.Random(self.settings.seed + self.step), self.settings.train.caseless)
        self.teacher.train()
        with half():
            scores = self.teacher(batch.ids, batch.features, batch.mask)
        rows, tags = batch.labels[HEAD]
        steps, start = self.teacher.transitions()
        loss = crf_loss(at_words(scores, batch, rows), tags.clamp(min=0), batch.live[rows], steps, start)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.teacher.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad()
        return float(loss.detach())


@torch.no_grad()
def read(teacher: Teacher, items: list[Item]) -> list[NDArray[np.float16]]:
    """What the teacher holds likely in each window: (words, tags of statements)."""
    teacher.eval()
    dice = random.Random(0)
    result: list[NDArray[np.float16]] = [np.zeros(0, dtype=np.float16)] * len(items)
    order = sorted(range(len(items)), key=lambda at: len(items[at].window.ids))
    while order:
        longest = len(items[order[-1]].window.ids)
        held, order = order[-(PIECES // longest) :], order[: -(PIECES // longest)]
        batch = collate([items[at] for at in held], dice, 0.0)
        with half():
            scores = teacher(batch.ids, batch.features, batch.mask)
        scores = at_words(scores, batch, torch.arange(len(held)))
        likely = marginals(scores, batch.live, *teacher.transitions()).exp().numpy().astype(np.float16)
        for row, at in enumerate(held):
            result[at] = likely[row, : len(items[at].window.first)].copy()
    return result


def main() -> None:
    settings = load()
    torch.set_num_threads(settings.train.threads)
    prepared: dict[str, list[Item]] = {}
    for name in settings.sets:
        with (settings.work / f"{name}.pickle").open("rb") as file:
            prepared[name] = pickle.load(file)
    lessons = Lessons(settings)
    lessons.resume()
    signal.signal(signal.SIGTERM, lessons.stop)
    lessons.go(prepared["polnear"])
    if lessons.stopped:
        return
    dev = settings.sets["polnear"].dev
    if dev is not None:
        figures = polnear.score(encoder_of(lessons.teacher, settings), dev)
        print(json.dumps({name: round(value, 2) for name, value in figures.items()}), flush=True)
    folder = settings.work / "taught"
    folder.mkdir(exist_ok=True)
    for name, files in settings.sets.items():
        if files.read:
            likely = read(lessons.teacher, prepared[name][: round(files.read * len(prepared[name]))])
            with (folder / f"{name}.pickle").open("wb") as out:
                pickle.dump(likely, out, protocol=5)
            print(f"{name}: {len(likely)} windows read", flush=True)


if __name__ == "__main__":
    main()
