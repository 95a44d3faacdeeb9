# For the scripts that measure serving; they source it. Sets `data`, the folder of the run, from its argument.
# shellcheck shell=bash
data=$PWD/build/bench/$1
seconds=5
runs=5
mkdir -p "$data"
rm -f "$data"/*.runs
for tool in wrk nginx python3 curl; do
  [[ -n $(type -P "$tool") ]] || { echo "$0: $tool is missing; install wrk, nginx-light, python3 and curl" >&2; exit 1; }
done
ulimit -n "$(ulimit -Hn)"

# Serves $data/NAME.gz, and NAME to who takes no gzip, at 127.0.0.1:8971/NAME.
start_nginx() {
  cat >"$data/nginx.conf" <<NGINX
worker_processes 2;
pid $data/nginx.pid;
error_log $data/nginx.log;
events { worker_connections 4096; }
http {
  access_log off;
  sendfile on;
  tcp_nopush on;
  keepalive_requests 1000000000;
  gzip_static on;
  open_file_cache max=100;
  default_type text/html;
  server { listen 127.0.0.1:8971; root $data; }
}
NGINX
  nginx -c "$data/nginx.conf" -e "$data/nginx.log"
}
stop_nginx() { [[ ! -f $data/nginx.pid ]] || kill "$(cat "$data/nginx.pid")" 2>/dev/null || true; }

# Prints "requests-per-second p99-in-ms" of one run.
once() { # URL
  wrk -t1 -c64 -d"${seconds}s" --latency -H 'Accept-Encoding: gzip' "$1" | awk -v url="$1" '
    function ms(text) { return text ~ /us$/ ? text / 1000 : text ~ /ms$/ ? text + 0 : text * 1000 }
    /^ *99%/ { p99 = ms($2) }
    /^Requests\/sec/ { rate = $2 }
    /Non-2xx|Socket errors/ { print url ": " $0 > "/dev/stderr"; exit 1 }
    END { printf "%.0f %.2f\n", rate, p99 }'
}

# The kinds take turns, so that whatever else the machine does falls on all of them. `url[KIND]` is an associative array.
take_turns() { # KIND...
  local kind
  for _ in $(seq "$runs"); do
    for kind in "$@"; do once "${url[$kind]}" >>"$data/$kind.runs"; done
  done
}
median() { sort -n -k "$2" "$data/$1.runs" | awk -v column="$2" '{ value[NR] = $column } END { print value[int((NR + 1) / 2)] }'; }
memory() { awk '/VmRSS/ { printf "%.0f", $2 / 1024 }' "/proc/$1/status"; } # PID → MB

about_the_run() {
  echo "Measured $(date -u +%F): $(nproc) cores, $(sed -n 's/^PRETTY_NAME="\(.*\)"/\1/p' /etc/os-release), load of the machine at the end $(cut -d' ' -f1 /proc/loadavg);"
  echo "\`wrk -t1 -c64 -d${seconds}s\` on the same machine, median of $runs runs."
}

# Puts $data/table.md between the two marks `<!-- NAME table -->` of bench/README.md, and shows it.
place_table() { # NAME
  awk -v table="$data/table.md" -v name="$1" '
    $0 == "<!-- end of " name " table -->" { inside = 0 }
    !inside { print }
    $0 == "<!-- " name " table -->" { inside = 1; while ((getline line < table) > 0) print line }' bench/README.md >"$data/README.md"
  cp "$data/README.md" bench/README.md
  cat "$data/table.md"
}
