"""Templates of a workspace: what they replace, what they may not do, and how their mistakes are told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.pages import Briefing
from briefing.render import check_templates, render
from tests.render.made_briefing import rich


@pytest.fixture(scope="module")
def briefing() -> Briefing:
    return rich(incidents=6, statements=2)


def html(briefing: Briefing, folder: Path, **options: str) -> str:
    return render(briefing, variant=options.get("variant", "full"), fmt="html", templates=(folder,)).decode()


def test_a_part_is_replaced_by_a_file_of_its_name(briefing: Briefing, tmp_path: Path) -> None:
    """A file under parts/ takes the shipped one's place, and the rest stays."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "scope.html").write_text("<p>Our scope: {{ briefing.event.name }}</p>")
    page = html(briefing, tmp_path)
    assert "<p>Our scope: Lumen Cup 2026</p>" in page
    assert 'id="overview"' in page


def test_a_template_extends_the_one_it_replaces(briefing: Briefing, tmp_path: Path) -> None:
    """`shipped/full.html` names the shipped file, so a block can be replaced alone, and `super()` holds the old one."""
    child = '{% extends "shipped/full.html" %}{% block scope %}<hr class="ours">{{ super() }}{% endblock %}'
    (tmp_path / "full.html").write_text(child)
    page = html(briefing, tmp_path)
    assert '<hr class="ours">' in page
    assert "open-source reporting alone" in page


def test_own_styles_come_last(briefing: Briefing, tmp_path: Path) -> None:
    """custom.css stands behind every shipped rule."""
    (tmp_path / "custom.css").write_text(":root { --accent: #7a1f3d }")
    page = html(briefing, tmp_path)
    assert page.rindex("--accent: #7a1f3d") > page.rindex("--accent: #1f4e6b")


def test_an_unknown_name_is_an_error_with_file_and_line(briefing: Briefing, tmp_path: Path) -> None:
    """A misspelt field stops the page and says where it stands."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "scope.html").write_text("<p>\n{{ briefing.scoop }}</p>")
    with pytest.raises(RenderError) as caught:
        html(briefing, tmp_path)
    assert f"{tmp_path / 'parts' / 'scope.html'}:2" in str(caught.value)
    assert "scoop" in str(caught.value)


def test_a_syntax_error_is_told_with_file_and_line(briefing: Briefing, tmp_path: Path) -> None:
    """A template that does not parse says where."""
    (tmp_path / "one-page.html").write_text("\n\n{% if %}")
    with pytest.raises(RenderError, match=r"one-page\.html:3"):
        html(briefing, tmp_path, variant="one-page")
    (problem,) = check_templates((tmp_path,))
    assert (problem.location.line, problem.severity) == (3, "error")


@pytest.mark.parametrize(
    "code",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ briefing.__init__.__globals__ }}",
        "{{ [].append(1) }}",
        "{% include '/etc/passwd' %}",
    ],
)
def test_the_sandbox_holds(briefing: Briefing, tmp_path: Path, code: str) -> None:
    """A theme reaches no Python and no file outside the template folders."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "scope.html").write_text(code)
    with pytest.raises(RenderError, match=r"scope\.html:1"):
        html(briefing, tmp_path)


def test_a_missing_picture_is_named(briefing: Briefing, tmp_path: Path) -> None:
    """`asset` finds the theme's pictures alone, and says which is missing."""
    (tmp_path / "parts").mkdir()
    part = tmp_path / "parts" / "scope.html"
    part.write_text("<img src=\"{{ asset('flag.svg') }}\">")
    with pytest.raises(RenderError, match=r"flag\.svg"):
        html(briefing, tmp_path)
    (tmp_path / "flag.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    assert 'src="data:image/svg+xml;base64,' in html(briefing, tmp_path)
    part.write_text("<img src=\"{{ asset('../secret.svg') }}\">")
    (tmp_path.parent / "secret.svg").write_text("<svg/>")
    with pytest.raises(RenderError, match="secret"):
        html(briefing, tmp_path)


def test_an_unknown_block_is_a_warning_with_the_nearest_name(briefing: Briefing, tmp_path: Path) -> None:
    """Jinja passes over a misspelt block; the check does not, and `render` says it too."""
    child = (
        '{% extends "shipped/full.html" %}\n'
        "{% block scopes %}x{% block inner %}{% endblock %}{% endblock %}\n{% block manifest %}{% endblock %}"
    )
    (tmp_path / "full.html").write_text(child)
    (problem,) = check_templates((tmp_path,))
    assert (problem.severity, problem.location.line) == ("warning", 2)
    assert "'scopes'" in problem.message
    assert problem.hint is not None
    assert "'scope'" in problem.hint
    heard: list[str] = []
    render(briefing, variant="full", fmt="html", templates=(tmp_path,), warn=heard.append)
    assert heard == [str(problem)]


def test_a_missing_parent_is_a_problem(tmp_path: Path) -> None:
    """A template that extends nothing that exists is told before it is used."""
    (tmp_path / "full.html").write_text('{% extends "fool.html" %}')
    (problem,) = check_templates((tmp_path,))
    assert problem.value == "fool.html"


def test_unknown_outputs_are_refused(briefing: Briefing) -> None:
    """Variant, format and page size are checked, and the right ones named."""
    for variant, fmt in (("long", "pdf"), ("full", "docx")):
        with pytest.raises(RenderError) as caught:
            render(briefing, variant=variant, fmt=fmt)
        assert caught.value.hint is not None
    with pytest.raises(RenderError, match="A3"):
        render(briefing, variant="full", fmt="html", page_size="A3")


def test_a_logo_stands_in_the_page_and_a_wrong_one_is_told(briefing: Briefing, tmp_path: Path) -> None:
    """A logo is carried inside the page; a missing or unknown one is a warning, not a failure."""
    logo = tmp_path / "logo.svg"
    logo.write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    assert b'class="logo" src="data:image/svg+xml' in render(briefing, variant="one-page", fmt="html", logo=logo)
    heard: list[str] = []
    for path in (tmp_path / "none.svg", tmp_path):
        render(briefing, variant="one-page", fmt="html", logo=path, warn=heard.append)
    (tmp_path / "logo.txt").write_text("x")
    render(briefing, variant="one-page", fmt="html", logo=tmp_path / "logo.txt", warn=heard.append)
    assert [("no such logo" in line, "SVG, PNG or JPEG" in line) for line in heard] == [
        (True, False),
        (True, False),
        (False, True),
    ]


def test_the_documentation_names_every_block(repository: Path) -> None:
    """docs/templates.md lists the blocks that can be replaced, all of them."""
    told = (repository / "docs" / "templates.md").read_text("utf-8")
    for name in ("base.html", "full.html", "one-page.html", "evidence.html"):
        source = (repository / "templates" / "default" / name).read_text("utf-8")
        code = re.sub(r"\{#.*?#\}", "", source, flags=re.DOTALL)
        assert [block for block in re.findall(r"block (\w+)", code) if f"`{block}`" not in told] == []
