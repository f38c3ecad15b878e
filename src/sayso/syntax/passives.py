# SPDX-License-Identifier: Apache-2.0
"""Which verb forms are passive: by their auxiliaries, as bare participles, in headlines, in a row with another one."""

from __future__ import annotations

from sayso.parse import Parse, Word
from sayso.syntax.grammar import grammar


def _gapped(parse: Parse, w: Word) -> bool:
    """Whether a form is passive by the verb before it, whose auxiliary it shares: "two were killed and three injured", "two
    killed and three hurt"."""
    head = parse.head(w.index)
    past = w.xpos == "VBN" or w.xpos == "VBD" and w.lemma.lower() in grammar().harms
    alone = past and w.relation == "conj" and not parse.children(w.index, "aux", "obj", "xcomp", "ccomp")
    if not alone or head is None or not parse.children(w.index, "nsubj"):
        return False
    return any(c.relation == "aux:pass" for c in parse.children(head.index)) or w.xpos == "VBD" and _headline(parse, head)


def is_reported(parse: Parse, w: Word) -> bool:
    """Whether a past form is a participle that tells what somebody is said to have done, whatever its tag: "two men said to
    have joined the rebels were shot"; of these verbs no active has an infinitive."""
    if w.xpos not in {"VBD", "VBN"} or w.lemma.lower() not in grammar().raised or parse.children(w.index, "aux", "obj"):
        return False
    if w.relation == "acl:relcl":      # "a story that I knew to be true"
        return False
    after = [x.lower for x in parse.words[w.index + 1 : w.index + 3]]
    return after in (["to", "have"], ["to", "be"])


def _doing(parse: Parse, w: Word) -> bool:
    """Whether what looks like a bare participle is a past tense, by the roles that the model sees: somebody before it does it
    and nobody is it done to ("when two men wielding knives attacked during prayers")."""
    doers = parse.arguments_of(w.index, "ARG0")
    done = parse.arguments_of(w.index, "ARG1") or parse.children(w.index, "obl:agent")
    return bool(doers) and doers[0].index < w.index and not done


def _headline(parse: Parse, w: Word) -> bool:
    """Whether a past form is a headline's participle, which has lost its auxiliary, whatever its tag: "Three men shot dead by
    police", "16 villagers killed". Verbs of harm never lack whom they harm, but where killers are told of by habit ("they
    killed and looted")."""
    if w.xpos not in {"VBD", "VBN"} or w.relation == "acl:relcl" or parse.children(w.index, "aux", "obj", "iobj", "ccomp"):
        return False
    if w.relation == "parataxis" and w.xpos == "VBN" and w.lemma.lower() in grammar().harms:
        return True
    own = parse.children(w.index, "nsubj")
    if not own or w.relation == "conj" or any(c.upos == "VERB" for c in parse.children(w.index, "conj")):
        return False
    counted = any(c.upos == "NUM" or parse.children(c.index, "nummod") for c in own)
    by = any(c.relation == "obl:agent" for c in parse.children(w.index, "obl"))
    return by or w.lemma.lower() in grammar().harms or (counted and w.lemma.lower() == "shoot")


def is_passive(parse: Parse, w: Word) -> bool:
    """Whether a verb form is passive: by its auxiliaries, its subject's label, or as a bare past participle."""
    if is_reported(parse, w) or _headline(parse, w):
        return True
    if parse.children(w.index, "nsubj:pass", "aux:pass", "csubj:pass"):
        return any(c.relation in {"nsubj:pass", "aux:pass", "csubj:pass"} for c in parse.children(w.index))
    if (
        w.xpos == "VBD"
        and w.relation == "conj"
        and w.head >= 0
        and not parse.children(w.index, "nsubj", "obj", "aux", "xcomp", "ccomp")
    ):
        return is_passive(parse, parse.words[w.head])  # "was tried and shot": the tagger reads the second form as past
    if _gapped(parse, w):
        return True
    bare = w.xpos == "VBN" and w.relation == "conj" and not parse.children(w.index, "aux", "obj", "nsubj")
    if bare and any(c.relation == "obl:agent" for c in parse.children(w.index, "obl")):
        return True      # "made up of farmers and backed by the army"
    if w.xpos != "VBN" or parse.children(w.index, "aux"):
        if w.relation == "conj" and w.head >= 0 and w.xpos == "VBN" and not parse.children(w.index, "nsubj", "aux"):
            return is_passive(parse, parse.words[w.head])
        return False
    if w.relation == "xcomp" and not parse.children(w.index, "obj") and w.head >= 0 and parse.children(w.head, "obj"):
        return True      # "had two officers shot", "left him badly beaten"
    if w.relation in {"acl", "acl:relcl", "advcl", "amod"}:
        return not parse.children(w.index, "nsubj") and not _doing(parse, w)
    if w.relation == "conj" and w.head >= 0 and not parse.children(w.index, "nsubj"):
        return is_passive(parse, parse.words[w.head])
    # a headline's participle: "Two held over attack"
    return (
        not parse.children(w.index, "obj")
        and w.relation in {"root", "parataxis"}
        and bool(parse.children(w.index, "nsubj"))
        and not parse.children(w.index, "aux")
    )
