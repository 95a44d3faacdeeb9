// The program itself, on a database of its own with the five events. JUARA names the program.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../', import.meta.url));
const juara = process.env.JUARA ?? join(root, 'build/release/juara');

/**
 * `command(...)` runs a command of the program on the same database. `kill()` ends the server as a power cut does; `start()` starts it again,
 * at another port unless `port` says which. `settings` are variables of the environment.
 */
export async function startServer({ settings = {}, port = 0 } = {}) {
  const data = await mkdtemp(join(tmpdir(), 'juara-e2e-'));
  const env = { ...process.env, JUARA_DATA: data, ...settings };
  const command = (...words) => run(juara, words, { env });
  await command('scenario', 'publish', join(root, 'examples'));
  let child;
  let ended;
  const server = { origin: '', command };
  const end = async (signal) => {
    child.kill(signal);
    await ended;
  };
  server.start = async () => {
    child = spawn(juara, ['serve', '--listen', `127.0.0.1:${port}`], { env, stdio: ['ignore', 'pipe', 'ignore'] });
    ended = new Promise((resolve) => child.once('exit', resolve));
    server.origin = await addressOf(child);
  };
  server.kill = () => end('SIGKILL');
  server.stop = async () => {
    await end('SIGTERM');
    await rm(data, { recursive: true });
  };
  await server.start();
  return server;
}

/** What the program says when it listens: `... http://127.0.0.1:41234 ...`. A browser trusts `localhost` as it trusts TLS. */
async function addressOf(child) {
  for await (const line of createInterface({ input: child.stdout })) {
    const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
    if (port) {
      child.stdout.resume();
      return `http://localhost:${port}`;
    }
  }
  throw new Error('juara serve ended before it listened');
}

/** The address of a result by (part of) its Indonesian caption. */
export async function resultPath(origin, caption) {
  const answer = await fetch(`${origin}/api/v1/programmes?limit=200`);
  const results = (await answer.json()).items.flatMap((programme) => programme.results);
  const found = results.find((result) => result.caption.id.includes(caption));
  if (!found) throw new Error(`no result is called ${caption}`);
  return `/hasil/${found.id}`;
}

export async function unitPath(origin, name) {
  const answer = await fetch(`${origin}/api/v1/search?q=${encodeURIComponent(name)}`);
  const unit = (await answer.json()).units.find((each) => each.name === name);
  if (!unit) throw new Error(`no unit is called ${name}`);
  return `/unit/${unit.slug}`;
}
