"""A page that holds a placeholder says so where a reader sees it."""

from pathlib import Path

from plugins.reading.library import read_library
from tests.conftest import Build
from tests.site.built import page
from tests.site.commands import ROOT


def test_every_page_with_a_sample_says_so(production_build: Build) -> None:
    library = read_library(ROOT / "content")
    with_samples = [r for r in (*library.ensembles, *library.courses, *library.news) if r.sample]
    files = [production_build.site / record.url.strip("/") / "index.html" for record in with_samples]
    silent = [str(file) for file in files if "sample" not in main(production_build, file)]

    assert len(files) >= 5
    assert silent == []


def test_the_contact_page_says_that_its_details_are_samples(production_build: Build) -> None:
    """For as long as site.toml says that they are."""
    site = read_library(ROOT / "content").data.site

    assert not site.sample or "sample" in main(production_build, production_build.site / "contact/index.html")


def test_a_price_that_is_a_sample_is_marked(production_build: Build) -> None:
    prices = read_library(ROOT / "content").data.prices.prices
    soup = page(production_build.site, production_build.site / "prices/index.html").soup
    rows = [" ".join(row.get_text(" ").split()) for row in soup.select("table tr")]
    marked = {price.id: [row for row in rows if price.label in row and "Sample" in row] for price in prices}

    assert {name for name, found in marked.items() if found} == {price.id for price in prices if price.sample}


def test_a_fact_about_an_instrument_that_is_a_sample_is_marked(production_build: Build) -> None:
    names = {"start_age": "When to start", "hire": "Hire from us", "group": "Group lessons"}
    instruments = read_library(ROOT / "content").instruments
    marked = {one.slug: marks(production_build, one.url) & set(names.values()) for one in instruments}

    assert any(instrument.sample for instrument in instruments)
    assert marked == {i.slug: {names[field] for field in i.sample} for i in instruments}


def marks(build: Build, url: str) -> set[str]:
    """The facts on the page at `url` that say they are samples."""
    rows = page(build.site, build.site / url[1:] / "index.html").soup.select("dl.facts > div")
    return {row.dt.get_text() for row in rows if row.dt and row.select(".tag")}


def main(build: Build, file: Path) -> str:
    (place,) = page(build.site, file).soup.select("main")
    return place.get_text(" ").casefold()
