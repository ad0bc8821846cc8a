"""Describe what people see from the street and know by name: a mosque, a pharmacy, a bridge."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Landmark:
    """Describe one landmark. It is nobody's: no party goes there, and none is picked up."""

    name: str
    x: float  # degrees, longitude, WGS 84
    y: float  # degrees, latitude
    names: tuple[tuple[str, str], ...] = ()  # its name in other languages, by their tag (BCP 47)

    def name_in(self, language: str) -> str:
        """Return its name in a language, else the one that everybody is told.

        >>> mosque = Landmark("Blue Mosque", 69.1, 34.5, (("uk", "Блакитна мечеть"),))
        >>> mosque.name_in("uk"), mosque.name_in("fr")
        ('Блакитна мечеть', 'Blue Mosque')
        """
        return dict(self.names).get(language, self.name)
