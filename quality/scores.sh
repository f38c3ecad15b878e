#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Scores the claims and the language model on all sets, for quality/gate.py: `bash quality/scores.sh ../shared FOLDER` writes one JSON
# file a score into FOLDER. Two scores run at a time, a core each: some nine minutes.
set -euo pipefail
shared=$(cd "$1" && pwd)
mkdir -p "$2"
figures=$(cd "$2" && pwd)
cd "$(dirname "$0")/.."
sayso=.venv/bin/sayso
python=.venv/bin/python
data=$shared/data
gold=$shared/gold
ewt=$data/ud_ewt/en_ewt-ud-test.conllu.xz
gum=$data/gum/gum_ok_traindev.tar.xz
uner=$data/uner_ewt/en_ewt-ud-dev.iob2
news=$(sed -n '/## dev/,/## test/p' "$data/gum/splits.md" | grep -o 'GUM_news_[a-z]*' | paste -sd'|')

evaluate() { "$sayso" evaluate "${@:2}" --threads 1 --json >"$figures/$1.json"; }  # NAME SET OPTION…: figures in NAME.json

across() { "$sayso" evaluate "${@:2}" --json >"$figures/$1.json"; }  # the same for what asks no language model

# The claims once more by the public way, JSONL in and out, with the gold's own scorer: both must give the same figures.
reference() {
    "$python" - "$gold/dev" >"$figures/in.jsonl" <<'PY'
import json
import sys
from pathlib import Path

import yaml

for mark_up in sorted(Path(sys.argv[1]).rglob("*.yaml")):
    gold = yaml.safe_load(mark_up.read_text(encoding="utf-8"))
    known = {k: str(gold[k]) for k in ("outlet", "published") if gold.get(k)}
    print(json.dumps({"stem": mark_up.stem, "text": mark_up.with_suffix(".txt").read_bytes().decode("utf-8"), **known}))
PY
    "$sayso" read --threads 1 --format jsonl --language en "$figures/in.jsonl" >"$figures/dev.jsonl"
    "$python" "$gold/score.py" "$gold/dev" "$figures/dev.jsonl" --json >"$figures/reference.json"
}

# Coverage of running reports, which `sayso` takes from standard input where they are packed.
coverage() {
    "$python" -c 'import lzma, shutil, sys; shutil.copyfileobj(lzma.open(sys.argv[1]), sys.stdout.buffer)' \
        "$data/giveme5w1h/news_cluster_open.jsonl.xz" | evaluate coverage coverage -
}

run() {  # starts a score when one of the two before has ended
    while [ "$(jobs -rp | wc -l)" -ge 2 ]; do wait -n; done
    "$@" &
}

run evaluate claims claims "$gold/dev"
run reference
run evaluate dispatches claims corpus/dispatches/test
"$python" corpus/tools/borrow.py unpack "$data" "$figures/borrowed"
run evaluate borrowed claims "$figures/borrowed/test"
run evaluate borrowed-dev claims "$figures/borrowed/dev"
run evaluate claims-rules claims "$gold/dev" --system rules
run evaluate worldwide entities "$data/worldwide_newswire/annotated_open.tar.xz"
run evaluate voices voices "$data/polnear/polnear_train_dev.tar.xz" --part dev
run evaluate voices-model voices "$data/polnear/polnear_train_dev.tar.xz" --part dev --system model
run evaluate plover plover "$data/plv/PLV_train.tsv"
run evaluate acled acled "$data/case2021_task2/open.tsv"
run evaluate police police "$data/india_police_events/sents_open.jsonl.xz"
run evaluate rams arguments "$data/rams/dev.jsonlines.xz"
run evaluate wikievents arguments "$data/wikievents/dev.jsonl.xz" --coreference "$data/wikievents/coref_dev.jsonlines.xz"
run coverage
run evaluate inaction police "$data/india_police_events/sents_open.jsonl.xz" --codebook examples/codebooks/inaction.yaml
run evaluate confidence confidence "$data/muc34/muc34_dev_tst1_tst2.tar.xz" --only DEV
run evaluate commitment commitment "$data/factuality_misc/UW_dev.jsonl.xz"
run evaluate trees trees "$ewt"
run evaluate raw trees "$ewt" --raw
run evaluate capitals trees "$ewt" --upper
run evaluate news trees "$gum" --only "$news"
run evaluate entities entities "$uner"
run evaluate entities-capitals entities "$uner" --upper
run evaluate phrases entities "$data/re3d" --only Wikipedia/ --layer phrases
run evaluate roles roles "$data/propbank/propbank_ewt.jsonl.xz" --part test --trees "$ewt"
run evaluate certainty certainty "$data/uds/UDS_IH2_dev.jsonl.xz"
run evaluate time time "$data/tempeval3/tbaq_cleaned.tar.xz"
run evaluate time-meantime time "$data/meantime/meantime_airbus_apple_stock.tar.xz"
run evaluate places-geovirus places "$data/geoparsing/GeoVirus.xml.xz"
run evaluate places-lgl places "$data/geoparsing/lgl.xml.xz"
run evaluate places-geowebnews places "$data/geoparsing/GeoWebNews_GWN.xml.xz"
run evaluate anaphora anaphora "$gold/dev"
run evaluate coreference coreference "$gum" --documents "$data/gum/splits.md" --part dev
run across stories stories "$data/giveme5w1h/news_cluster_open.jsonl.xz"
run across copies copies "$data/giveme5w1h/news_cluster_open.jsonl.xz" --pairs quality/copies_giveme5w1h.tsv
run across copies-allsides copies "$data/allsides_soak/allsides_12000.jsonl.xz" \
    --pairs "$data/allsides_soak/cross_outlet_reuse_pairs.silver.tsv"
# of topics with odd numbers some texts are marked and learnt from (corpus/borrowed)
run evaluate happenings happenings "$data/ecbplus/ecbplus_topics_1-35.tar.xz" --only '/[0-9]*[02468]/'
wait
