#!/bin/sh
# Scores de-identification on the synthetic cohort, then, with a folder of images, measures the search for writing on them.
# Example: deploy/bench/deidentification/trial.sh /data/chest 1
set -eu
case "${1:-}" in
-h | --help)
    echo "Usage: deploy/bench/deidentification/trial.sh [FOLDER [SEED]]"
    sed -n '2,3s/^# //p' "$0"
    exit 0
    ;;
esac
cd "$(dirname "$0")/../../.."
mvn -q -B -pl dicom-ingest -am -Dmdep.outputFile=target/trial.classpath -DincludeScope=test \
    test-compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath >&2
classpath="dicom-ingest/target/test-classes:dicom-ingest/target/classes:audit/target/classes:$(cat dicom-ingest/target/trial.classpath)"
java -cp "$classpath" isocenter.ingest.deidentify.score.DeidentificationScore
if [ $# -gt 0 ]; then
    java -cp "$classpath" isocenter.ingest.burnedin.WritingSearchTrial "$@"
fi
