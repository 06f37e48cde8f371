"""The content that is indexed for search; the page itself is unchanged."""

import json
from types import SimpleNamespace

import pytest
from material.plugins.search.plugin import Parser

from sitegen import search

LESSON = "lessons/gradient-descent/"
COLOURED = (
    '<h2 id="code">Code</h2><p>Of <code>t</code>.</p><div class="highlight"><pre><span></span>'
    '<code><a href="#l-1"></a><span class="k">def</span><span class="w"> </span>'
    '<span class="nf">gradient</span><span class="p">(</span><span class="n">t</span>'
    '<span class="p">):</span>\n\n    <span class="k">return</span> <span class="n">t</span>'
    '  <span class="c1"># "y" &lt; t</span>\n</code></pre></div><p>Behind.</p>'
)


def found_in(content):
    parser = Parser()
    parser.feed(content)
    return ["".join(section.text) for section in parser.data]


def test_search_reads_code_without_colours_finds_the_same_and_leaves_the_page_as_it_was():
    page = SimpleNamespace(content=COLOURED)
    context = {}
    search.remove_highlighting(page, context)
    assert 'class="k"' not in page.content
    assert found_in(page.content) == found_in(COLOURED)
    assert 'def gradient(t):\n\n    return t  # "y" &lt; t\n' in found_in(page.content)[-1]
    search.restore_highlighting(page, context)
    assert context == {}
    assert page.content == COLOURED


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_index_has_the_words_of_a_lesson_and_not_the_first_run_of_its_widget(site, lang):
    index = json.loads((site.folder(lang) / "search/index.json").read_text())
    texts = [entry["text"] for entry in index["docs"] if entry["location"].startswith(LESSON)]
    (caption, *_) = site.page(lang, LESSON).cssselect("gd-descent figcaption")
    assert all(texts)
    assert caption.text_content().strip() not in "".join(texts)
