"""Tell which actors and sites the words of a text stand for."""

from __future__ import annotations

from dataclasses import dataclass

from safeconduct.core.intake.actors import ActorMentions, nouns
from safeconduct.core.intake.actors.discourse import lemma_of
from safeconduct.core.intake.actors.grammar import (
    ancestors_of,
    antecedent_of,
    children_of,
    participants_of,
    subject_of,
)
from safeconduct.core.intake.document import Span
from safeconduct.core.intake.parse import Parse, Token
from safeconduct.core.intake.relations.kinds import LAND
from safeconduct.core.intake.relations.sites import Site

_EMPTY = frozenset({"something", "what", "one", "thing"})
_DEPTH = 4


@dataclass(frozen=True, slots=True)
class Party:
    """Name one who takes part in an event, or one place, and where the text says so."""

    key: str
    span: Span
    head: int
    is_place: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """Hold a parse with its actors and sites."""

    parse: Parse
    mentions: ActorMentions
    sites: dict[int, Site]

    def parties(self, at: int, takes: str = "", depth: int = 0) -> tuple[Party, ...]:
        """Return all for whom a noun phrase stands, those joined by "and" included; nobody where that is not known."""
        if depth > _DEPTH:
            return ()
        found: list[Party] = []
        for head in participants_of(self.parse, at):
            found.extend(self._party(head, takes, depth))
        return tuple(dict.fromkeys(found))

    def kind_of(self, key: str) -> str:
        """Return the kind of an actor; "" for a place."""
        actor = self.mentions.actor(key)
        return actor.kind if actor is not None else ""

    def _party(self, head: int, takes: str, depth: int) -> tuple[Party, ...]:
        mentioned = self.mentions.at(head)
        if mentioned:
            return tuple(
                Party(mention.place, mention.span, head, True)
                if takes == LAND and mention.place
                else Party(mention.key, self._reach(mention.span, mention.antecedent, head), head)
                for mention in mentioned
            )
        if head in self.sites:
            site = self.sites[head]
            return (Party(site.key, site.span, head, True),)
        token = self.parse.tokens[head]
        beside = tuple(
            party
            for child in children_of(self.parse, head, "appos")
            for party in self.parties(child.index, takes, depth + 1)
            if not party.is_place
        )
        if beside:
            return beside  # "a trader, Hamid Orsal"
        antecedent = antecedent_of(self.parse, head)
        if antecedent is not None and antecedent != head:
            return self._antecedents(token, antecedent, takes, depth)
        return self._by_copula(token, takes, depth)

    def _reach(self, span: Span, antecedent: int | None, head: int) -> Span:
        """Return the span of a pronoun with its antecedent, where both stand in one sentence."""
        if antecedent is None or self.parse.tokens[antecedent].sentence != self.parse.tokens[head].sentence:
            return span
        start = self.parse.tokens[antecedent]
        return Span(min(span.start, start.start), max(span.end, start.end))

    def _antecedents(self, relative: Token, antecedent: int, takes: str, depth: int) -> tuple[Party, ...]:
        found = self.parties(antecedent, takes, depth + 1)
        if relative.lemma.lower() != "who" or (found and not all(party.is_place for party in found)):
            return found
        # "who" is no place: the parser hung the clause too low
        for above in ancestors_of(self.parse, antecedent):
            people = [party for party in self.parties(above.index, takes, depth + 1) if not party.is_place]
            if people:
                return tuple(people)
            for child in children_of(self.parse, above.index, "dobj", "nsubj", "nsubjpass"):
                if child.index < antecedent and self.kind_of_token(child.index) == "person":
                    people = list(self.parties(child.index, takes, depth + 1))
            if people:
                return tuple(people)
        return ()

    def kind_of_token(self, at: int) -> str:
        """Return the kind of the actor that a token heads; "" where there is none."""
        mentioned = self.mentions.at(at)
        return self.kind_of(mentioned[0].key) if mentioned else ""

    def _by_copula(self, token: Token, takes: str, depth: int) -> tuple[Party, ...]:
        """Return who is said to be one of "several groups", or the "something" of which a clause tells."""
        empty = token.lemma.lower() in _EMPTY or lemma_of(token) in nouns.ARMED | nouns.QUANTITIES
        if not empty:
            return ()
        verb = None
        if token.dep == "attr":
            verb = token.head
        elif token.dep == "pobj" and self.parse.tokens[token.head].lemma.lower() in {"among", "of"}:
            above = list(ancestors_of(self.parse, token.index))
            verb = next((one.index for one in above if one.lemma == "be"), None)
        if verb is None or self.parse.tokens[verb].lemma != "be":
            return ()
        subject = subject_of(self.parse, verb)
        return () if subject is None or subject == token.index else self.parties(subject, takes, depth + 1)
