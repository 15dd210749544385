"""Tables of hand-written pages: framed, named, with headers; nothing else is touched."""

import markdown

from generator.render.prose_tables import frame_tables


def test_each_table_has_a_frame_a_name_and_headers():
    html = frame_tables(markdown.markdown("| A | B |\n| --- | ---: |\n| 1 | 2 |\n\nChữ.\n\n| C |\n| --- |\n| 3 |\n", extensions=["tables"]))
    assert html.count('role="region"') == html.count('tabindex="0"') == 2
    assert 'aria-label="Bảng 1"' in html and 'aria-label="Bảng 2"' in html
    assert (
        '<th scope="col">A</th>' in html and '<th scope="col" class="htx-right">B</th>' in html and '<td class="htx-right">2</td>' in html
    )
    assert "style=" not in html


def test_what_somebody_wrote_in_html_stays():
    """A table with a class of its own, one in another, and a sample in code."""
    for html in (
        '<table class="a"><tr><td>1</td></tr></table>',
        "<code>&lt;table&gt;</code>",
        "<p>Chữ.</p>",
    ):
        assert frame_tables(html) == html
