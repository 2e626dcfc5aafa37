#!/usr/bin/env bash
# procrastinate 3.10.0 on PostgreSQL: the job of a worker that was killed stays "doing", retry=5 or not. A worker that comes later
# does not touch it and leaves with 0; whoever runs the queue has to ask for stalled jobs (get_stalled_jobs) and retry them.
# Seen: 2026-11-29, PostgreSQL 15.
. "$(dirname "$0")/common.bash"
bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -n 1)
file_of "${bin:-/usr/lib/postgresql}/initdb" postgresql
python_with procrastinate==3.10.0 "psycopg[binary]==3.3.4"
# The server refuses to run as root.
as=() && [ "$(id -u)" != 0 ] || { chmod 711 "$work"; as=(runuser -u postgres --); }
mkdir data && chmod 777 data
"${as[@]}" "$bin/initdb" -A trust -U postgres -D "$work/data/db" >initdb.log
stop() { "${as[@]}" "$bin/pg_ctl" -D "$work/data/db" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$work"; }
trap stop EXIT
"${as[@]}" "$bin/pg_ctl" -D "$work/data/db" -w -o "-k $work/data -c listen_addresses= -c fsync=off" -l "$work/data/log" start >/dev/null
cat >app.py <<'PY'
import os, sys, time, procrastinate
app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=f"host={os.environ['DATA']} user=postgres dbname=postgres"))
@app.task(queue="q", name="slow", retry=5)
def slow():
    open("begun", "w").close()
    time.sleep(60)
PY
export DATA=$work/data PYTHONPATH=$work
run_app() { "$work/venv/bin/procrastinate" --app=app.app "$@"; }
run_app schema --apply >/dev/null 2>&1
run_app defer slow >/dev/null 2>&1
"$work/venv/bin/procrastinate" --app=app.app worker --queues q >worker.log 2>&1 &
worker=$!
for _ in $(seq 100); do [ -e begun ] && break; sleep 0.1; done
kill -9 $worker
wait $worker 2>/dev/null || true
state() { "${as[@]}" "$bin/psql" -h "$work/data" -U postgres -Atc "SELECT status || ', tried ' || attempts || ' times' FROM procrastinate_jobs"; }
seen 'after the kill' 'doing, tried 0 times' "$(state)"
run_app worker --queues q --one-shot >second.log 2>&1
seen 'after another worker has come and gone' 'doing, tried 0 times' "$(state)"
cat >again.py <<'PY'
import app
async def main():
    async with app.app.open_async():
        for job in await app.app.job_manager.get_stalled_jobs(seconds_since_heartbeat=0):
            await app.app.job_manager.retry_job(job)
import asyncio
asyncio.run(main())
PY
"$python" again.py
seen 'after get_stalled_jobs and retry_job' 'todo, tried 1 times' "$(state)"
finish
