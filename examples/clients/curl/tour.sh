#!/usr/bin/env bash
# Goes through the HTTP API with curl and shows each command with its answer.
# Usage: [WIDTH=240] tour.sh BASE_URL DATASET_ID START_NODE FILE [KEY]
set -euo pipefail

api=$1/v1 dataset=$2 start=$3 file=$4 auth="Authorization: Bearer ${5:-none}" json='Content-Type: application/json'

# Shows a command as it is written, then runs it; longer lines than WIDTH are cut.
step() {
  printf '\n$ %s\n' "$1"
  answer=$(eval "$1")
  printf '%s\n' "$answer" | cut -c1-"${WIDTH:-240}"
}

# Returns the first text under a name in the last answer.
field() {
  printf '%s' "$answer" | sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -1
}

body() {
  printf '{"inputs":{"max_chunk_length":600,"chunk_overlap":0},"datasource_type":"local_file","datasource_info_list":[{"reference":"%s","name":"handbook.md"}],"start_node_id":"%s","is_published":%s,"response_mode":"%s"}' \
    "$reference" "$start" "$1" "$2"
}

step 'curl -s $api/health'
step 'curl -s -H "$auth" -F "file=@$file;type=text/markdown" $api/datasets/pipeline/file-upload'
reference=$(field id)
step 'curl -s -H "$auth" -H "$json" -d "$(body true blocking)" $api/datasets/$dataset/pipeline/run'
batch=$(field batch) document=$(field document_id)
step 'curl -s -H "$auth" $api/datasets/$dataset/documents/$batch/indexing-status'
step 'curl -s -N -H "$auth" -H "$json" -d "$(body true streaming)" $api/datasets/$dataset/pipeline/run'
step 'curl -s -H "$auth" "$api/datasets/$dataset/documents?limit=1"'
step 'curl -s -H "$auth" "$api/datasets/$dataset/documents/$document/segments?limit=1"'
step 'curl -s -H "$auth" -H "$json" -d "{\"query\":\"How is the wheel stopped?\"}" $api/datasets/$dataset/retrieve'
