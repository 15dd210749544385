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
        '<img alt="x" src="https://a.vn/b.png">',
        "<script src=//a.vn/b.js></script>",
        '<link rel="stylesheet" href="https://a.vn/b.css">',
        '<iframe title="x" src="https://maps.example/">',
        '<form action="https://a.vn/">',
        "<a href='javascript:f()'>",
        '<base href="https://a.vn/">',
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
        '<a href="https://a.vn/">x</a><link rel="canonical" href="https://a.vn/"><img src="a.png" alt="src=https://a.vn/">',
        '<iframe src="https://www.youtube-nocookie.com/embed/x"></iframe>',
    ],
)
def test_words_about_styles_are_no_styles(tmp_path, html):
    """Text and values of attributes may say anything."""
    assert load_inline(write_pages(tmp_path, a=html)).refused_pages == ()


def test_whatever_lies_in_the_folder_is_looked_at_or_passed_over(tmp_path):
    """A page in an old encoding, a folder that is called like a page, a link to nowhere."""
    (tmp_path / "old.html").write_bytes(b"<p>\xe9</p><script>a()</script>")
    (tmp_path / "folder.html").mkdir()
    (tmp_path / "gone.html").symlink_to(tmp_path / "nowhere")
    inline = load_inline(tmp_path)
    assert (inline.page_count, inline.hashes) == (1, (hash_script("a()"),))


def test_a_folder_without_pages_gets_no_policy(tmp_path):
    """A header that was made from nothing would be trusted."""
    empty = CliRunner().invoke(main, ["csp", str(tmp_path)])
    assert (empty.exit_code, empty.stdout) == (1, "")
    assert "chưa có trang nào" in empty.stderr


def test_command_prints_the_header(tmp_path):
    """And ends with 1 where a page would lose something, which it names on standard error."""
    sound = CliRunner().invoke(main, ["csp", str(write_pages(tmp_path, a="<p>x</p>"))])
    assert (sound.exit_code, sound.stdout) == (0, f"Content-Security-Policy: {format_policy()}\n")
    broken = CliRunner().invoke(main, ["csp", str(write_pages(tmp_path, b="<p style='x:y'>"))])
    assert broken.exit_code == 1
    assert "b.html" in broken.stderr
    assert broken.stdout == sound.stdout
