# SPDX-License-Identifier: Apache-2.0
"""How good is Sayso? Claims against whole reports marked by hand; trees, names, roles, voices, certainty, coreference,
commitment, events with their arguments and the confidence in perpetrators against other people's sets; and without any gold,
which words of running reports a codebook covers.

`evaluate(folder, read)` in `claims` and `confidence`, and `evaluate(path, language)` in `trees`, `rawtrees`, `entities`,
`roles`, `voices`, `certainty`, `commitment` and `coreference` each give a frozen value with `.to_dict()` for programs and
`.lines()` for people. Nothing prints.
"""
