"""Linked data and the site map, read by programs that are not those that wrote them."""

import json
from typing import Any

import pytest
from lxml import etree
from pyld import jsonld

from tests.conftest import Build
from tests.site.built import pages

SCHEMA_ORG = "https://schema.org/"
# What their own context comes to for us: every name is one of theirs, and addresses are links.
CONTEXT = {
    "@vocab": SCHEMA_ORG,
    **{name: {"@id": SCHEMA_ORG + name, "@type": "@id"} for name in ("url", "item")},
}
SITEMAP = """<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified"
  targetNamespace="http://www.sitemaps.org/schemas/sitemap/0.9">
  <xs:element name="urlset"><xs:complexType><xs:sequence><xs:element name="url" maxOccurs="50000">
    <xs:complexType><xs:sequence>
      <xs:element name="loc"><xs:simpleType><xs:restriction base="xs:anyURI">
        <xs:minLength value="12"/><xs:maxLength value="2048"/>
      </xs:restriction></xs:simpleType></xs:element>
      <xs:element name="lastmod" type="xs:date" minOccurs="0"/>
    </xs:sequence></xs:complexType>
  </xs:element></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
"""The rules of https://www.sitemaps.org/protocol.html for what we use of it."""


def load(address: str, _: Any) -> dict[str, Any]:
    assert address.rstrip("/") == SCHEMA_ORG.rstrip("/")
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": CONTEXT}}


def test_linked_data_expands_to_whole_statements(production_build: Build) -> None:
    told = {
        page.url: json.loads(str(element.string))
        for page in pages(production_build.site)
        for element in page.soup.find_all("script", type="application/ld+json")
    }
    read = {url: jsonld.expand(data, {"documentLoader": load}) for url, data in told.items()}

    assert len(read) > 20
    for url, data in told.items():
        assert len(read[url]) == len(data["@graph"]), url
        assert all(kind.startswith(SCHEMA_ORG) for thing in read[url] for kind in thing["@type"]), url
        links = [link["@id"] for thing in read[url] for link in thing.get(SCHEMA_ORG + "url", ())]
        assert all(link.startswith("https://") for link in links), url


def test_the_site_map_is_one_by_its_rules(production_build: Build) -> None:
    rules = etree.XMLSchema(etree.fromstring(SITEMAP))

    rules.assertValid(etree.parse(production_build.site / "sitemap.xml"))
    broken = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>/</loc></url></urlset>'
    with pytest.raises(etree.DocumentInvalid):
        rules.assertValid(etree.fromstring(broken))
