# SPDX-License-Identifier: Apache-2.0
"""How good is Sayso? Claims against whole reports marked by hand, trees and names against public treebanks and name sets.

`claims.evaluate(folder, read)`, `trees.evaluate(path, language)`, `entities.evaluate(path, language)` each give a frozen value
with `.to_dict()` for programs and `.lines()` for people. Nothing here prints.
"""
