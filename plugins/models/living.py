"""The kinds of content that have a life: pages, ensembles, courses and news."""

from typing import TypeAlias

from plugins.models.course import Course
from plugins.models.ensemble import Ensemble
from plugins.models.news import News
from plugins.models.page import Page

Living: TypeAlias = Page | Ensemble | Course | News
