"""`htx csp`: what a host may be told to refuse."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import main
from generator.staff.policy import format_policy, hash_script, list_scripts, load_inline


def write_pages(folder: Path, **pages: str) -> Path:
    for name, html in pages.items():
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return folder


def test_policy_lets_nothing_in_from_elsewhere():
    """All is the site's own; only the players of films, which load when touched, and addresses of data in a style sheet are named."""
    rules = dict(rule.split(" ", 1) for rule in format_policy().split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-src"] == "https://player.vimeo.com https://www.youtube-nocookie.com"
    assert {value for name, value in rules.items() if name != "frame-src"} == {"'none'", "'self'", "'self' data:"}
    assert "unsafe" not in format_policy()


def test_scripts_that_run_are_listed_by_hash(tmp_path):
    """The guideline's own example of a hash; data for programs and files of the site need none."""
    assert hash_script("alert('Hello, world.');") == "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
    html = (
        "<script>a()</script><script type='module'>b()</script><script src='x.js'></script><script type=\"application/ld+json\">{}</script>"
    )
    assert list(list_scripts(html)) == ["a()", "b()"]
    inline = load_inline(write_pages(tmp_path, a=html, b=html))
    assert inline.hashes == tuple(sorted((hash_script("a()"), hash_script("b()"))))
    assert all(f"'{digest}'" in format_policy(inline.hashes) for digest in inline.hashes)


@pytest.mark.parametrize(
    "html",
    [
        "<style>p{}</style>",
        '<p style="x:y">',
        "<p\nSTYLE=x>",
        "<a href='#' onclick='f()'>",
        '<div class="a" style>  <td style="text-align: right">',
    ],
)
def test_pages_that_would_lose_something_are_named(tmp_path, html):
    assert load_inline(write_pages(tmp_path, bad=html, good="<p class=style>x</p>")).refused_pages == ("bad.html",)


@pytest.mark.parametrize(
    "html",
    [
        "<p>style = onclick=</p>",
        '<meta content="&lt;b onclick=&#34;f()&#34;> style=x">',
        "<script>x = '<p style=a>'</script>",
        "<input data-on=1>",
    ],
)
def test_words_about_styles_are_no_styles(tmp_path, html):
    """Text and values of attributes may say anything."""
    assert load_inline(write_pages(tmp_path, a=html)).refused_pages == ()


def test_command_prints_the_header(tmp_path):
    """And ends with 1 where a page would lose something, which it names on standard error."""
    sound = CliRunner().invoke(main, ["csp", str(write_pages(tmp_path, a="<p>x</p>"))])
    assert (sound.exit_code, sound.stdout) == (0, f"Content-Security-Policy: {format_policy()}\n")
    broken = CliRunner().invoke(main, ["csp", str(write_pages(tmp_path, b="<p style='x:y'>"))])
    assert broken.exit_code == 1
    assert "b.html" in broken.stderr
    assert broken.stdout == sound.stdout
