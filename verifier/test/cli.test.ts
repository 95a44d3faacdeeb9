import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { bundleBytes, leaf, node, pack, type Parts, privateKey, publicKeyHex, sheet, subject } from './builders';

const CLI = fileURLToPath(new URL('../cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'verifier-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const KEY = privateKey('42'.repeat(32));
const PARTS: Parts = { pack: pack(node('total', 'mean', [leaf('a')])), sheets: [sheet({ a: '5' })] };
const GOOD = Buffer.from(bundleBytes(PARTS, { key: KEY }));
const LIE = Buffer.from(bundleBytes(PARTS, { tamper: (rows) => (rows[0].score = '6.00') }));

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(args: string[], input: Buffer | string = '', locale = 'C'): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { input, env: { LC_ALL: locale }, encoding: 'utf8' });
  return { status, out: stdout, err: stderr };
}

test('exit 0 with what was verified, in both languages', () => {
  const path = file('good.json', GOOD);
  const key = file('key.txt', `${publicKeyHex(KEY)}\n`);
  const indonesian = run([path, '--key', key]);
  assert.equal(indonesian.status, 0, indonesian.err);
  assert.match(indonesian.out, /^COCOK[\s\S]*uji 1[\s\S]*Subjek: 1[\s\S]*kunci [0-9a-f]{64} \(kunci yang diharapkan\)/);
  assert.match(run([path, '--lang', 'en']).out, /^VERIFIED/);
  assert.match(run([path], '', 'en_GB.UTF-8').out, /^VERIFIED/);
  assert.equal(run([path, '--key', publicKeyHex(KEY).toUpperCase()]).status, 0);
});

test('a fair ranking is recomputed, by file and by line', () => {
  const sheets = ['a', 'b', 'c'].flatMap((of, i) => ['J-1', 'J-2'].map((evaluator, j) => sheet({ a: String(10 * i + 3 * j + (i * j) % 2) }, { subject: of, evaluator })));
  const fair: Parts = { ...PARTS, subjects: ['a', 'b', 'c'].map((id) => subject(id)), sheets, fair: { top: [1] } };
  const good = run([file('fair.json', Buffer.from(bundleBytes(fair))), '--lang', 'en']);
  assert.equal(good.status, 0, good.err);
  assert.match(good.out, /Fair ranking \(advice\), recomputed: 3 \(shared, 500 draws, chosen seed 1\)/);
  const bad = Buffer.from(bundleBytes(fair, { tamperFair: (part) => (part.entries[1].shrunk = '1') }));
  const lines = run(['--lines', '-'], Buffer.concat([Buffer.from(bundleBytes(fair)), Buffer.from('\n'), bad]));
  assert.match(lines.err, /^2: fair\.entries\[1, b\]\.shrunk: bundel "1", hitung ulang "/);
  assert.equal(lines.out, '1 passed, 1 failed\n');
});

test('exit 3, 1 and 2', () => {
  const lie = run([file('lie.json', LIE), '--lang', 'en']);
  assert.deepEqual([lie.status, lie.out], [3, '']);
  assert.match(lie.err, /results\[0\]\.score: bundle "6\.00", recomputed "5\.00"/);
  assert.equal(run([file('good2.json', GOOD), '--key', '00'.repeat(32)]).status, 3);
  assert.equal(run([join(folder, 'nothing.json')]).status, 1);
  assert.equal(run([file('text.json', 'hello')]).status, 3);
  assert.equal(run([file('good3.json', GOOD), '--key', join(folder, 'text.json')]).status, 1);
  const usages = [[], ['a', 'b'], ['a', '--lang', 'fr'], ['a', '--key'], ['--odd', 'x'], ['a', '--lines', 'b']];
  for (const args of usages) assert.equal(run(args).status, 2, args.join(' '));
});

test('--lines: every failure with its line, totals at the end', () => {
  const newline = Buffer.from('\n');
  const lines = Buffer.concat([GOOD, newline, LIE, newline, Buffer.from('{'), newline, GOOD]);
  for (const result of [run(['--lines', '-', '--lang', 'en'], lines), run(['--lines', file('lines', lines), '--lang', 'en'])]) {
    assert.equal(result.status, 3);
    assert.match(result.err, /^2: results\[0\]\.score: [^\n]*\n3: [^\n]*\n$/);
    assert.equal(result.out, '2 passed, 2 failed\n');
  }
  const good = run(['--lines', '-'], Buffer.concat([GOOD, newline]));
  assert.deepEqual([good.status, good.out], [0, '1 passed, 0 failed\n']);
});
