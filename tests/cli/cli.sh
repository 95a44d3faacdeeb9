#!/usr/bin/env bash
# The binary as an office sees it: exit codes, what is written and what is not. `cli.sh JUARA`; the last line is `N passed, N failed`.
set -uo pipefail
root=$(realpath "$(dirname "$0")/../..")
juara=$(realpath "$1")
export LC_ALL=C.UTF-8
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cd "$place" || exit 1
passed=0 failed=0

# expect CODE COMMAND...: the command ends with this code and says something.
expect() {
  local code=$1 found
  shift
  "$@" > said 2>&1
  found=$?
  check "$(printf '%q ' "${@##*/}")" "$code" "$found"
}

check() {
  if [[ $2 == "$3" ]]; then passed=$((passed + 1)); else
    failed=$((failed + 1))
    echo "$1: expected $2, found $3" >&2
    head -n 5 said >&2
  fi
}

says() { check "says $1" yes "$(grep -qF -- "$1" said && echo yes || echo no)"; }
fresh() { rm -rf -- * .[!.]*; }

tally() { "$juara" tally simple --weights a=1,b=1 --scale 0:10 "$@"; }

printf 'subject,evaluator,a,b\nx,JurorAnna,1,2\ny,JurorAnna,3,4\n' > "$place.good.csv"
printf 'subject,evaluator,a,b\nx,JurorAnna,1,many\ny,JurorAnna,3,44\n' > "$place.bad.csv"
trap 'rm -rf "$place" "$place".*.csv' EXIT
good=$place.good.csv bad=$place.bad.csv

# Exit codes.
expect 0 "$juara" --version; says 'juara 0'
expect 0 "$juara" --help
expect 0 "$juara" pack list; says 'kipp@2023'
expect 0 "$juara" pack show kipp --lang en
expect 0 "$juara" pack check "$root/packs/skm"
expect 0 "$juara" scenario "$root/examples/1-banten-2022"
expect 0 tally --scores "$good"
expect 2 "$juara"
expect 2 "$juara" dance
expect 2 "$juara" tally
expect 2 "$juara" tally kipp --scores "$good" --format pdf
expect 2 tally --scores "$good" --sign key
expect 1 "$juara" tally nope --scores "$good"; says kipp@2023
expect 1 "$juara" tally kipp --scores nowhere.csv; says nowhere.csv
expect 1 "$juara" tally skm --scores "$good" --set faktor=7
expect 1 "$juara" tally skm --scores "$good" --set faktor
expect 1 "$juara" pack check nowhere
expect 1 "$juara" scenario nowhere
expect 1 "$juara" verify nowhere.json

# Bad input: every fault at once, nothing written.
expect 1 tally --scores "$bad" --out b.json; says ':2: '; says ':3: '
check 'bad input writes nothing' no "$(ls b.json* 2> /dev/null | grep -q . && echo yes || echo no)"
printf before > b.json
expect 1 tally --scores "$bad" --out b.json
check 'bad input leaves the file' before "$(cat b.json)"
expect 1 tally --scores "$good" --out b.json --explain nobody
check 'an unknown subject leaves the file' before "$(cat b.json)"
expect 1 tally --scores "$good" --out b.json --sign nowhere.key
check 'a lacking key leaves the file' before "$(cat b.json)"
expect 1 tally --scores "$good" --out nowhere/b.json
fresh

# Bundles: 0 verifies, 3 does not.
expect 0 "$juara" key new k
check 'the secret is its owner'"'"'s' 600 "$(stat -c %a k)"
expect 0 tally --scores "$good" --out b.json --sign k
check 'a bundle names no juror' 0 "$(grep -c Juror b.json)"
expect 0 "$juara" verify b.json
expect 0 "$juara" verify b.json --key k.pub
expect 0 "$juara" verify b.json --key "$(cut -d: -f2 k.pub)"
expect 0 "$juara" key new other
expect 3 "$juara" verify b.json --key other.pub
sed 's/"score":"1.50"/"score":"9.50"/' b.json > forged.json
expect 3 "$juara" verify forged.json
expect 1 "$juara" verify b.json --key k
expect 1 "$juara" tally simple --weights a=1,b=1 --scores "$good" --out c.json --sign k.pub

# Keys are never overwritten, and never half made.
cp k before && cp k.pub before.pub
expect 1 "$juara" key new k
check 'the secret stays' '' "$(cmp k before 2>&1)"
rm k
expect 1 "$juara" key new k
check 'the public key stays' '' "$(cmp k.pub before.pub 2>&1)"
check 'no secret without its public key' no "$([[ -e k ]] && echo yes || echo no)"
fresh
touch k.part && chmod 644 k.part
"$juara" key new k > said 2>&1
check 'a file left behind opens no secret' no "$([[ -e k && $(stat -c %a k) != 600 ]] && echo yes || echo no)"
fresh

# Fair ranking: five files, a bundle that verifies, wrong usage.
printf 'subject,evaluator,a,b\nx,Anna,1,2\nx,Budi,3,3\ny,Anna,4,6\ny,Citra,6,5\nz,Budi,7,7\nz,Citra,9,6\n' > "$place.jury.csv"
jury=$place.jury.csv
expect 0 tally --scores "$jury" --fair --top 1,2 --fair-out files --out b.json; says 'P(Top 2)'
check 'five files' 'criteria.csv entries.csv jurors.csv sheets.csv summary.json' "$(echo $(ls files))"
expect 0 "$juara" verify b.json
check 'no juror in the bundle' '' "$(grep -o 'Anna\|Budi\|Citra' b.json)"
tally --scores "$jury" --fair --top 1 --seed 7 --format csv > one 2>&1
sed 's/Anna/Zulu/; s/Citra/Adam/' "$jury" > renamed.csv
tally --scores renamed.csv --fair --top 1 --seed 7 --format csv > other 2>&1
check 'names of jurors have no say' '' "$(cmp one other 2>&1)"
expect 0 tally --scores "$jury" --fair --panels-by-lot --top 1
expect 0 tally --scores "$jury" --fair --top 1 --plot p.svg
check 'the picture is one' '<svg xmlns="http://www.w3.org/2000/svg"' "$(head -c 39 p.svg)"
check 'no juror in the picture' '' "$(grep -o 'Anna\|Budi\|Citra' p.svg)"
expect 1 tally --scores "$jury" --fair --top 1 --plot nowhere/p.svg; says nowhere/p.svg
expect 2 tally --scores "$jury" --plot p.svg
expect 2 tally --scores "$jury" --fair --top 4; says 'Top 4'
expect 2 tally --scores "$jury" --fair --top 0
expect 2 tally --scores "$jury" --fair --draws -5
expect 2 tally --scores "$jury" --top 1
expect 2 tally --scores "$jury" --fair --method oracle
expect 1 tally --scores "$good" --fair --panels-by-lot; says '--panels-by-lot'
rm "$jury"
fresh

# Advice: 2 for wrong usage, 1 for bad files, all of them named; nothing written then.
printf 'subject,evaluator,a,b\nx,JurorAnna,1,2\ny,JurorBudi,3,4\nz,JurorAnna,5,5\nz,JurorCitra,6,6\n' > s.csv
advise() { "$juara" panel advise --pack simple --weights a=1,b=1 --scale 0:10 --scores s.csv "$@"; }
expect 0 advise --top 1 --budget 3; says 'jembatan'
expect 0 advise --top 1 --budget 3 --format csv --lang en; says 'priority,kind,subject,evaluator,gain,reason'; says '! '
expect 0 advise --top 1 --budget 3 --format json --out a.json; says a.json
check 'advice is written' 1 "$(grep -c '"kind":"bridge"' a.json)"
expect 2 advise --top 1
expect 2 advise --top 4 --budget 3; says 'Top 4'
expect 2 advise --top 1 --budget 0
expect 2 advise --top 1 --budget 3 --links 0
expect 2 advise --top 1 --budget 3 --what
expect 2 "$juara" panel
expect 2 "$juara" panel advise --scores s.csv --top 1 --budget 1
printf 'entry,juror\nx,JurorBudi\nx,nobody\nw,JurorAnna\n' > c.csv
expect 1 advise --top 1 --budget 3 --conflicts c.csv --out b.json; says 'c.csv:3: '; says 'c.csv:4: '
check 'bad conflicts write nothing' no "$([[ -e b.json ]] && echo yes || echo no)"
expect 1 advise --top 1 --budget 3 --jurors nowhere.csv; says nowhere.csv
printf 'evaluator,cap\nJurorAnna,0\n' > j.csv
expect 0 advise --top 1 --budget 3 --jurors j.csv --format csv
check 'a juror without room is not asked' 0 "$(grep -c ',JurorAnna,' said)"
fresh

# The database: made, backed up, moved to the other kind and back.
server=${JUARA_TEST_POSTGRES:?is not set; run: export JUARA_TEST_POSTGRES=\$(tools/postgres_for_tests start)}
psql -q "$server" -c 'DROP DATABASE IF EXISTS cli_test' -c 'CREATE DATABASE cli_test OWNER juara' 2> said || cat said >&2
postgres=${server/postgres\?/cli_test?}
postgres=${postgres%postgres}juara
expect 1 "$juara" migrate --check; says juara-data/juara.db
check 'a check makes nothing' no "$([[ -e juara-data ]] && echo yes || echo no)"
expect 0 "$juara" migrate; says 0001_
check 'the folder is its owner'"'"'s' 700 "$(stat -c %a juara-data)"
expect 0 "$juara" migrate --check
expect 1 "$juara" migrate --check --database "$postgres"; says 0001_
expect 0 "$juara" backup first
check 'a backup is its owner'"'"'s' 600 "$(stat -c %a first)"
expect 0 "$juara" restore first --database "$postgres"
expect 0 env JUARA_DATABASE="$postgres" "$juara" migrate --check
expect 0 "$juara" backup second --database "$postgres"
expect 0 "$juara" restore second --data other
expect 0 "$juara" backup third --data other
check 'two moves change nothing' '' "$(diff <(sed '1d;$d' first) <(sed '1d;$d' third) 2>&1)"
check 'a backup goes through a pipe' '' "$(diff <("$juara" backup /dev/stdout 2> /dev/null | sed '1d;$d') <(sed '1d;$d' first) 2>&1)"
expect 1 "$juara" restore first
expect 0 "$juara" restore first --replace
expect 1 "$juara" restore "$good" --data none; says "$good"
check 'a refused backup makes nothing' no "$([[ -e none ]] && echo yes || echo no)"
expect 1 "$juara" backup nowhere/backup
expect 1 "$juara" migrate --database mysql://host/juara
expect 2 "$juara" backup

# The audit chain.
for where in "--data juara-data" "--database $postgres"; do
  expect 0 "$juara" audit verify $where; says '0:'
  expect 0 "$juara" audit export lines $where
  check 'the export tells of itself' audit.exported "$(grep -o audit.exported lines)"
  check 'an export is its owner'"'"'s' 600 "$(stat -c %a lines)"
  expect 0 "$juara" audit verify $where; says "1:$(grep -o '"hash":"[0-9a-f]*' lines | cut -d'"' -f4)"
  expect 0 "$juara" audit verify --noted "$(grep -o '1:[0-9a-f]\{64\}' said)" $where
  expect 3 "$juara" audit verify --noted 1:0 $where
  expect 3 "$juara" audit verify --noted 2:0 $where; says 2
  expect 2 "$juara" audit verify --noted x $where
  expect 2 "$juara" audit export lines --from yesterday $where
  expect 0 "$juara" audit export /dev/null --until 2020-01-01T00:00:00Z $where; says '0 '
  expect 1 "$juara" audit export nowhere/lines $where
  expect 0 "$juara" audit verify $where; says '2:'
done
psql -q "$postgres" -c "UPDATE audit_lines SET actor = 'x' WHERE number = 1"
expect 3 "$juara" audit verify --database "$postgres"; says 1
psql -q "$server" -c 'DROP DATABASE cli_test WITH (FORCE)'
fresh

# A server starts, says where, answers, and ends with 0 when it is told to.
"$juara" serve --data served --listen 127.0.0.1:0 > served.txt 2> served.log & server_id=$!
for _ in {1..200}; do [[ -s served.txt ]] && break; sleep 0.05; done
address=$(grep -o 'http://[0-9.:]*' served.txt)
check 'a server is healthy' '{"status":"ok"}' "$(python3 -c 'import sys, urllib.request; print(urllib.request.urlopen(sys.argv[1]).read().decode())' "$address/health" 2>&1)"
expect 0 env ASAN_OPTIONS=detect_leaks=0 "$juara" doctor --data served; says 'SQLite'
expect 1 "$juara" doctor --data served --mail-server smtp://127.0.0.1:1
expect 1 "$juara" serve --data served --listen "${address#http://}"; says "${address##*:}"
kill -TERM "$server_id"
expect 0 wait "$server_id"
fresh

# Accounts from the command line: the first administrator.
expect 0 "$juara" account add --email admin@setda.go.id; says 'http://localhost:8080/invitation#'
first=$(grep -o '#.*' said)
expect 0 "$juara" account add --email ADMIN@setda.go.id --role auditor --public-url https://juara.test; says https://juara.test/invitation#
check 'a new link takes the place of the old' yes "$([[ $(grep -o '#.*' said) != "$first" ]] && echo yes)"
expect 1 "$juara" account reset-link --email admin@setda.go.id
expect 1 "$juara" account add --email admin
expect 1 "$juara" account add --email juri@setda.go.id --role juror --programme none; says none
expect 2 "$juara" account add --email juri@setda.go.id --role boss
expect 0 "$juara" audit export lines
check 'the chain tells what the operator did' '1 1 2' "$(for action in account_invited invited_again granted; do grep -c "identity.$action" lines; done | xargs)"
fresh

# A line without end is refused soon and in little memory.
endless() { yes | head -c 2000000000 | tr -d '\n' | timeout 20 "$juara" tally simple --weights a=1 "$@"; return "${PIPESTATUS[3]}"; }
expect 1 endless --scores /dev/stdin
expect 1 endless --scores "$good" --subjects /dev/stdin
expect 1 endless --scores "$good" --items /dev/stdin

echo "$passed passed, $failed failed"
[[ $failed == 0 ]]
