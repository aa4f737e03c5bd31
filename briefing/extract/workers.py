"""Articles over processes: a stream of articles enters, findings or gaps leave in the same order; memory is bounded.

Each worker loads the pipeline once. An article that fails is a gap; one that kills its worker is found by trying its chunk alone.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from briefing.config.schema import Workspace
from briefing.errors import BriefingError
from briefing.models import Article, Findings, Gap, Unread

Extract = Callable[[Article], Findings | Unread]

CHUNK = 200  # articles that travel to a worker together
_extract: Extract | None = None  # a worker's own, set once as it starts
_failure: BriefingError | None = None  # why it could not be loaded


def guarded(extract: Extract, article: Article) -> Findings | Unread | Gap:
    """What came of the article, or the gap that says why nothing did."""
    try:
        return extract(article)
    except Exception as error:  # noqa: BLE001 - whatever an article breaks, the others go on
        return _gap(article, f"could not be extracted: {type(error).__name__}: {error}")


def over_processes(
    workspace: Workspace,
    articles: Iterable[Article],
    processes: int,
    load: Callable[[Workspace], Extract],
) -> Iterator[Findings | Unread | Gap]:
    """Maps extraction over `processes` workers, at most two chunks a worker in flight. `load` must be importable by name."""
    chunks = _chunks(articles)
    context = multiprocessing.get_context(
        "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    )

    def pool(size: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(size, mp_context=context, initializer=_start, initargs=(workspace, load))

    workers = pool(processes)
    flying: deque[tuple[list[Article], Future[list[Findings | Unread | Gap]]]] = deque()
    try:
        while True:
            for chunk in islice(chunks, 2 * processes - len(flying)):
                flying.append((chunk, _submit(workers, chunk)))
            if not flying:
                return
            chunk, future = flying.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                workers.shutdown(wait=False, cancel_futures=True)
                yield from _singly(chunk, pool)
                workers = pool(processes)
                flying = deque((waiting, _submit(workers, waiting)) for waiting, _ in flying)
    finally:
        workers.shutdown(wait=False, cancel_futures=True)


def _submit(workers: ProcessPoolExecutor, chunk: list[Article]) -> Future[list[Findings | Unread | Gap]]:
    try:
        return workers.submit(_work, chunk)
    except BrokenProcessPool as error:
        failed: Future[list[Findings | Unread | Gap]] = Future()
        failed.set_exception(error)
        return failed


def _singly(chunk: list[Article], pool: Callable[[int], ProcessPoolExecutor]) -> Iterator[Findings | Unread | Gap]:
    """A chunk whose worker died, article by article: the one that kills again is the gap."""
    workers = pool(1)
    try:
        for article in chunk:
            try:
                yield workers.submit(_work, [article]).result()[0]
            except BrokenProcessPool:
                workers.shutdown(wait=False)
                workers = pool(1)
                yield _gap(article, "could not be extracted: the worker process ended")
    finally:
        workers.shutdown(wait=False)


def _gap(article: Article, reason: str) -> Gap:
    return Gap(kind="unreadable", reason=reason, source=article.source, locator=article.source_id)


def _chunks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    stream = iter(articles)
    while chunk := list(islice(stream, CHUNK)):
        yield chunk


def _start(workspace: Workspace, load: Callable[[Workspace], Extract]) -> None:
    global _extract, _failure  # noqa: PLW0603 - a process pool has no other place for what its initializer loads
    try:
        _extract = load(workspace)
    except BriefingError as error:  # would end the worker, and the pool would not say why
        _failure = error


def _work(chunk: list[Article]) -> list[Findings | Unread | Gap]:
    if _failure is not None:
        raise _failure
    assert _extract is not None
    return [guarded(_extract, article) for article in chunk]
