#!/usr/bin/env bash
# Times the ingest of a folder together with the decoding of its images to the cache, in an empty data folder.
# Usage: deploy/bench/ingest/bench.sh DIR [SIZE]     one line of JSON; progress on standard error
# With HEAP=FILE.csv the heap that is in use after each collection is written there (milliseconds, MiB).
set -euo pipefail
images=${1:?a folder of DICOM files}
size=${2:-96}
isocenter=$(dirname "$(readlink -f "$0")")/../../isocenter
home=$(mktemp -d -t isocenter-bench.XXXXXX)
trap 'rm -rf "$home"' EXIT

"$isocenter" --home "$home" jobs --json >/dev/null     # builds the program and the database: not part of the figure
ingest=$(JAVA_TOOL_OPTIONS="-Xlog:gc:file=$home/gc.log:uptimemillis" \
  "$isocenter" --home "$home" ingest "$images" --prepare "$size" --json)
dataset=$("$isocenter" --home "$home" dataset create all --prepare "$size" --json)
python3 - "$ingest" "$dataset" "$home/gc.log" "${HEAP:-}" <<'PY'
import json, re, sys
ingest, dataset = json.loads(sys.argv[1]), json.loads(sys.argv[2])
images, taken, gathered = ingest["accepted"], ingest["seconds"], dataset["prepared"]["seconds"]
after = [(int(at), int(used)) for at, used in re.findall(r"\[(\d+)ms\].*->(\d+)M\(", open(sys.argv[3]).read())]
if sys.argv[4]:
    with open(sys.argv[4], "w") as out:
        out.writelines(f"{at},{used}\n" for at, used in after)
print(json.dumps({"images": images, "quarantined": ingest["quarantined"], "cacheSize": dataset["prepared"]["size"],
                  "ingestSeconds": round(taken, 2), "cacheSeconds": round(gathered, 2),
                  "perSecond": round(images / (taken + gathered), 1),
                  "heapAfterCollectionMiB": max((used for _, used in after), default=None)}))
PY
