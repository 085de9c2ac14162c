# shellcheck shell=bash
# Sourced after common.sh, never run: it sets no options of its own. Running test projects and counting what came of it.
# Reads: root, logs (paths).
# shellcheck disable=SC2154 # the variables that test.sh sets

passed=0
failed=0
skipped=0
not_run=""

# stage NAME COMMAND...: says how long it took, whatever comes of it. Stays in this shell, so that counts add up.
stage() {
    local name=$1 start=$SECONDS status=0
    shift
    step "$name"
    "$@" || status=$?
    say "-- $name: $((SECONDS - start)) s"
    return "$status"
}

# counter NAME TRX: one number of a result file.
# A sample: <Counters total="12" executed="11" passed="10" failed="1" error="0" timeout="0" aborted="0" ... />
counter() { sed -n "s/.*<Counters [^>]*\b$1=\"\([0-9]*\)\".*/\1/p" "$2" | head -n 1; }

has_tests() { grep -rqsE '^\s*\[((Docker)?(Fact|Theory)|Property)\b' "$root/tests/$1" --include='*.cs'; }

# run_project LABEL PROJECT [FILTER]: run one test project, or those of its tests, and add to the counts.
run_project() {
    test_project "$@"
    count_project "$1" "$2"
}

# test_project LABEL PROJECT [FILTER]: the same without the counts, which a shell in the background could not keep.
test_project() {
    local status=0 start=$SECONDS label=$1 project=$2 filter=${3:-}
    local folder=$logs/$label/$project
    mkdir -p "$folder"
    dotnet test "$root/tests/$project/$project.csproj" -c Release --no-build --nologo \
        ${filter:+--filter "$filter"} \
        --logger "trx;LogFileName=results.trx" --logger "console;verbosity=minimal" --results-directory "$folder" \
        --blame-hang-timeout 8m --blame-hang-dump-type none >"$folder/console.log" 2>&1 </dev/null || status=$?
    echo "$status $((SECONDS - start))" >"$folder/ended"
}

# count_project LABEL PROJECT: a test host that dies, a hang and a project whose tests are not found are failures,
# whatever the result file says.
count_project() {
    local project=$2 folder=$logs/$1/$2 status=1 duration_s=0 total=0 executed=0 good=0 bad
    if [ -s "$folder/ended" ]; then read -r status duration_s <"$folder/ended"; fi
    if [ -s "$folder/results.trx" ]; then
        total=$(counter total "$folder/results.trx")
        executed=$(counter executed "$folder/results.trx")
        good=$(counter passed "$folder/results.trx")
    fi
    bad=$((executed - good))
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ]; then
        say "$project: the test run ended with exit code $status and no failed test; counted as one failure."
        bad=1
    elif [ "$total" -eq 0 ] && has_tests "$project"; then
        say "$project: it has tests and none was found; counted as one failure."
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    skipped=$((skipped + total - executed))
    say "   $project: $good passed, $bad failed, $((total - executed)) skipped, $duration_s s"
    if [ "$bad" -gt 0 ]; then
        tail -n 200 "$folder/console.log" >&2
        say "   the whole log: $folder/console.log"
    fi
}

# The last line of a test run, on stdout; false when anything failed or nothing was run.
summary() {
    [ -z "$not_run" ] || say "Not run: $not_run"
    if [ "$skipped" -gt 0 ]; then
        echo "$passed passed, $failed failed, $skipped skipped"
    else
        echo "$passed passed, $failed failed"
    fi
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}
