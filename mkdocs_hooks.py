"""Hooks of MkDocs: for each event of the build of one language, the steps in their order.

Each step is a function of `sitegen`. MkDocs calls these hooks after its plugins;
https://www.mkdocs.org/user-guide/plugins/#events lists the events in their order. The Japanese
build also publishes the files that both languages share, and runs the English build.
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
from sitegen.languages import i18n, translations
from sitegen.languages.english_build import EnglishBuild
from sitegen.markdown import elements, inline_values, katex
from sitegen.notebooks import pages as notebooks
from sitegen.pyodide import publish as pyodide
from sitegen.security import csp
from sitegen.widgets import bundles, prerender

# MkDocs imports this module once; `mkdocs serve` uses both objects for all its builds.
build = Build()
english_build = EnglishBuild()


def on_startup(command: str, dirty: bool) -> None:
    """Configure logging and nbconvert, once, before the first build."""
    if command == "serve":
        os.environ[SERVED] = "1"
    page_progress.configure_logging()
    notebooks.configure_nbconvert()


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Start a build: publish the shared files, and put their names into the configuration."""
    build.begin()
    drawing.clear_cached_functions()
    social.clear_cached_drawings()
    node_renderer.close_if_outdated()
    if i18n.is_main(config):
        manifest.clear()
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
    """Start the English build, unless its sources are unchanged."""
    if i18n.is_main(config):
        english_build.start_if_needed(config)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Check the pages of both languages; add the generated files."""
    translations.require_translations(config)
    if i18n.is_main(config):
        pyodide.add_wheel(files, config)
        licences.add_licence_texts(files, config)
        manifest.add_published(files, config)
    return files


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Start counting: MkDocs reads the pages next."""
    build.pages.begin("Reading", config, files)
    templates.cache_api_templates(config)
    return nav


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> Page:
    """Count a page, and tell our nbconvert preprocessors which one mkdocs-jupyter converts next."""
    build.pages.advance(page)
    notebooks.set_current_page(page, config, build)
    return page


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Transform a page's Markdown, before it is rendered."""
    markdown = pyodide.insert_wheel_url(markdown, config)
    markdown = inline_values.insert_values(markdown, page, config)
    markdown = notebooks.render_cells(markdown, page, config, files, build)
    search.boost(page)
    return licences.insert_licence_table(markdown, config)


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Transform the HTML of a page's content, which the search index gets."""
    html = licences.link_licence_texts(html, page, config)
    html = katex.typeset_formulas(html, page, config, build.formulas)
    return release.link_archive(html, page, config)


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Start counting: MkDocs writes the pages next."""
    build.pages.begin("Writing", config, files)
    templates.cache_templates(env)
    return env


# Hooks run after all plugins of the same priority: this step must precede Material's search plugin.
@event_priority(100)
def _before_search(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Prepare a page's content for Material's search plugin, which reads it next."""
    build.pages.advance(page)
    search.remove_highlighting(page, context)
    return context


def _after_search(
    context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Restore the content, and set the variables of a page's template."""
    search.restore_highlighting(page, context)
    bundles.preload_scripts(context, page, config)
    styles.link_api_style(page, config)
    i18n.link_other_language(page, config)
    social.describe_page(context, page, config)
    return context


on_page_context = CombinedEvent(_before_search, _after_search)


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Insert what the search index must not contain into the whole page; add the CSP last."""
    output = prerender.prerender_widgets(output, page, config)
    output = notebooks.insert_outputs(output, page, config, build)
    output = drawing.insert_figures(output, page, config)
    output = katex.insert_formulas(output, build.formulas)
    return output if build.is_served else csp.add_policy(output)


def on_pre_template(template: Template, template_name: str, config: MkDocsConfig) -> Template:
    """Set the variables of templates without Markdown: 404.html, sitemap.xml."""
    i18n.link_home_pages(config)
    return template


def on_post_template(output: str, template_name: str, config: MkDocsConfig) -> str:
    """Add the CSP to 404.html."""
    is_page = template_name.endswith(".html")
    return csp.add_policy(output) if is_page and not build.is_served else output


def on_post_build(config: MkDocsConfig) -> None:
    """Finish the site, once all pages are written."""
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
        cache.remove_unused(cache.RESULTS)


def on_build_error(error: Exception) -> None:
    """Terminate the English build too."""
    english_build.terminate()


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Watch all sources; an edit rebuilds the languages that it affects."""
    english_build.watch(server, config, builder)
    return server
