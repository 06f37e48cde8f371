"""What happens while MkDocs builds one language: for each event the steps, in their order.

Each step is a function of `sitegen`. MkDocs calls these hooks after its plugins, and once for each
event: https://www.mkdocs.org/user-guide/plugins/#events has them in their order. The Japanese build
also makes what both languages share, and runs the English build beside itself.
"""

import os
from typing import Any

from jinja2 import Environment, Template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from sitegen import (
    cache,
    licences,
    manifest,
    node_renderer,
    page_progress,
    release,
    search,
    social,
    styles,
    templates,
)
from sitegen.build import SERVED, Build
from sitegen.figures import drawing
from sitegen.languages import english_build, i18n, translations
from sitegen.markdown import elements, inline_values, katex
from sitegen.notebooks import pages as notebooks
from sitegen.pyodide import publish as pyodide
from sitegen.security import csp
from sitegen.widgets import bundles, prerender

build = Build()  # on_config begins the next one


def on_startup(command: str, dirty: bool) -> None:
    """Once, before the first build."""
    if command == "serve":
        os.environ[SERVED] = "1"
    page_progress.configure_logging()
    notebooks.configure_nbconvert()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Each build begins here: publish what pages use, and name it in the configuration."""
    build.begin()
    drawing.read_figures_anew()
    social.read_pictures_anew()
    node_renderer.refresh()
    if i18n.is_main(config):
        manifest.forget_published()
        pyodide.publish_runtime()
        bundles.publish_bundles()
        katex.publish_katex()
        search.publish_worker(config)
        styles.publish_styles()
    elements.allow_markdown_in_elements(config)
    bundles.add_script(config)
    search.use_worker(config)
    styles.add_style(config)
    release.name_release(config, is_served=build.is_served)
    return config


def on_pre_build(config: MkDocsConfig) -> None:
    """Start the English build."""
    if i18n.is_main(config):
        english_build.start_if_needed(config)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check the pages of both languages; add the files that no author has written."""
    translations.require_translations(config)
    if i18n.is_main(config):
        pyodide.offer_wheel(files, config)
        licences.add_licence_texts(files, config)
        manifest.add_published(files, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """MkDocs begins to read the pages."""
    build.pages.begin("Reading", config, files)
    templates.cache_api_templates(config)
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """A page is read; mkdocs-jupyter turns a notebook into Markdown, by our preprocessors."""
    build.pages.advance(page)
    notebooks.begin_page(page, config, build)
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Markdown, before it is rendered."""
    markdown = pyodide.insert_wheel_url(markdown, config)
    markdown = inline_values.insert_values(markdown, page, config)
    markdown = notebooks.render_cells(markdown, page, config, files, build)
    search.boost(page)
    return licences.insert_licence_table(markdown, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """HTML of the content, which the search index will hold."""
    html = licences.link_licence_texts(html, page, config)
    html = katex.typeset_formulas(html, page, config, build.formulas)
    return release.link_archive(html, page, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """MkDocs begins to write the pages."""
    build.pages.begin("Writing", config, files)
    templates.cache_templates(env)
    return env


@event_priority(100)
def _before_search(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """A page is written; Material's search, a plugin, reads it next."""
    build.pages.advance(page)
    search.remove_highlighting(page, context)
    return context


def _after_search(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Give the template what it needs to know of a page."""
    search.restore_highlighting(page, context)
    bundles.preload_scripts(context, page, config)
    styles.link_api_style(page, config)
    i18n.link_other_language(page, config)
    social.describe_page(context, page, config)
    return context


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """The whole page: put in what the search index shall not hold; the policy comes last."""
    output = prerender.prerender_widgets(output, page, config)
    output = notebooks.insert_outputs(output, page, config, build)
    output = drawing.insert_figures(output, page, config)
    output = katex.insert_formulas(output, build.formulas)
    return output if build.is_served else csp.add_policy(output)


def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """A page that no Markdown belongs to: 404.html, sitemap.xml."""
    i18n.link_home_pages(config)
    return template


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """The same, rendered."""
    is_page = template_name.endswith(".html")
    return csp.add_policy(output) if is_page and not build.is_served else output


def on_post_build(config: MkDocsConfig) -> None:
    """All pages are written: finish the site."""
    build.pages.end()
    social.write_pictures(config)
    search.split_index(config)
    if i18n.is_main(config):
        social.write_robots_txt(config)
        csp.write_headers(config)
        english_build.finish(config)
        release.write_service_worker(config)
        if not build.is_served:
            release.write_release(config)
        manifest.remove_unpublished()
        cache.forget_old(cache.MADE)


def on_build_error(error: Exception) -> None:
    """End the English build too."""
    english_build.terminate()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watch all sources; an edit builds the languages that it concerns."""
    english_build.watch(server, config, builder)
    return server
