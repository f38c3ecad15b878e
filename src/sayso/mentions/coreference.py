# SPDX-License-Identifier: Apache-2.0
"""The sweep through a text in reading order that resolves pronouns and definite nouns against what was mentioned before."""

from __future__ import annotations

from collections import defaultdict

from sayso.mentions.chains import Chains
from sayso.mentions.lexicon import Lexicon
from sayso.mentions.nominals import of_others, resolve_headline, resolve_nominal, telling
from sayso.mentions.phrases import Phrase
from sayso.mentions.plurals import amount
from sayso.mentions.pronouns import resolve_pronoun
from sayso.mentions.quotes import Quotes
from sayso.mentions.salience import Scene
from sayso.parse import Parse


def sweep(parse: Parse, chains: Chains, by_word: dict[int, int], quotes: Quotes, lexicon: Lexicon, title_ends: int) -> None:
    """Joins pronouns and nominals to earlier phrases. `title_ends`: number of sentences that are headline, 0 or 1."""
    scene = Scene(parse, chains, by_word, quotes, lexicon, title_ends, linked=_linked(parse))
    by_lemma: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in chains.phrases:
        if phrase.form == "pronoun":
            resolve_pronoun(scene, phrase)
        elif phrase.form == "nominal":
            resolve_nominal(scene, phrase, by_lemma)
            if scene.alone(phrase):
                _as_linked(scene, phrase)
            by_lemma[phrase.lemma].append(phrase)
        scene.heard(phrase)
    for phrase in chains.phrases:
        if phrase.form == "nominal" and scene.sentence(phrase) < title_ends:
            resolve_headline(scene, phrase)


def _linked(parse: Parse) -> dict[int, tuple[int, ...]]:
    """For each head word of the model's chains the heads before it in its chain, the nearest first."""
    out = {}
    for chain in parse.chains:
        heads = [r.head for r in chain]
        for k in range(1, len(heads)):
            out[heads[k]] = tuple(reversed(heads[:k]))
    return out


def _as_linked(scene: Scene, phrase: Phrase) -> None:
    """Joins a noun that no rule settles to the same noun, or a name that holds it, where the model's references do: these are
    right three times in four, other links of theirs one time in four (our corpus, train)."""
    many = amount(scene.parse, phrase)
    if phrase.definite == "bare" and not telling(scene, phrase):
        return  # "men … men"
    for head in scene.linked.get(phrase.head, ()):
        at = scene.by_word.get(head)
        if at is None or at == phrase.at:
            continue
        other = scene.chains.phrases[at]
        if phrase.definite == "indef" and (many < 2 or amount(scene.parse, other) != many):
            continue  # "a fighter … a fighter"
        mine, theirs = phrase.modifiers - other.modifiers, other.modifiers - phrase.modifiers
        if mine and phrase.definite == "bare" or mine - scene.lexicon.loose and theirs - scene.lexicon.loose:
            continue  # "security sources", "militant sources"
        if other.form == "nominal" and (of_others(scene, phrase, other) or (phrase.number, other.number) == ("one", "many")):
            continue
        if (other.lemma == phrase.lemma or phrase.lemma in other.name) and scene.chains.join(at, phrase.at):
            return
