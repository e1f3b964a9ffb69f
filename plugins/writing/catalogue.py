"""What the forms are told of the site: written by the build, read by the functions."""

from musicservice.catalogue import Catalogue, Choice, Offer, Site, Terms
from plugins.reading.library import Library
from plugins.writing.tariff import tariff, term_time


def catalogue(library: Library, site: Site) -> Catalogue:
    """The site, all that can be asked for, the terms in force, rules on help with fees, schools, courses."""
    instruments = tuple(
        Choice(instrument.slug, instrument.title, family.title, "")
        for family in library.families
        for instrument in family.instruments
    )
    ensembles = tuple(
        Choice(e.slug, e.title, "Ensembles", f"Ages {e.age_from} to {e.age_to}") for e in library.ensembles
    )
    terms = library.data.terms
    return Catalogue(
        site,
        Offer(instruments, ensembles),
        Terms(terms.version.isoformat(), terms.url),
        library.data.remission.as_policies(library.data.prices.all),
        tariff(library.data.prices),
        term_time(library.data.dates),
        tuple(school.as_school() for school in library.data.school_list),
        tuple(course.as_course(library.data.prices.by_id) for course in library.courses),
        tuple(ensemble.as_ensemble(library.data.prices.by_id) for ensemble in library.ensembles),
        tuple(one.as_adaptation() for one in library.data.adaptations.needs),
    )
