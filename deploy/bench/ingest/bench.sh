#!/usr/bin/env bash
# Times the ingest of a folder, and the decoding of its images to the cache, in an empty data folder.
# Usage: deploy/bench/ingest/bench.sh DIR [SIZE]     one line of JSON; progress on standard error
set -euo pipefail
images=${1:?a folder of DICOM files}
size=${2:-96}
isocenter=$(dirname "$(readlink -f "$0")")/../../isocenter
home=$(mktemp -d -t isocenter-bench.XXXXXX)
trap 'rm -rf "$home"' EXIT
export ISOCENTER_JAVA_OPTS=${ISOCENTER_JAVA_OPTS:--Xmx1g}

"$isocenter" --home "$home" jobs --json >/dev/null     # builds the program and the database: not part of the figure
ingest=$("$isocenter" --home "$home" ingest "$images" --json)
plain=$(date +%s%N)
"$isocenter" --home "$home" dataset create plain --json >/dev/null
prepared=$(date +%s%N)
"$isocenter" --home "$home" dataset create prepared --prepare "$size" --json >/dev/null
end=$(date +%s%N)
python3 - "$ingest" "$size" $((prepared - plain)) $((end - prepared)) <<'PY'
import json, sys
ingest, size = json.loads(sys.argv[1]), int(sys.argv[2])
# Both commands start the program and make a dataset; what the second takes longer is the decoding to the cache.
cache = (int(sys.argv[4]) - int(sys.argv[3])) / 1e9
images, seconds = ingest["accepted"], ingest["seconds"]
print(json.dumps({"images": images, "quarantined": ingest["quarantined"], "cacheSize": size,
                  "ingestSeconds": round(seconds, 2), "cacheSeconds": round(cache, 2),
                  "ingestPerSecond": round(images / seconds, 1), "cachePerSecond": round(images / cache, 1),
                  "bothPerSecond": round(images / (seconds + cache), 1)}))
PY
