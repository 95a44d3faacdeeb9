// Builds dist/cli.js and the self-contained dist/verifier.html and verifier-online.html; `build.mjs test` builds the tests instead.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const dist = join(root, 'dist');
const forNode = { bundle: true, platform: 'node', format: 'esm', target: 'node18', outExtension: { '.js': '.mjs' } };

async function buildTests() {
  const tests = readdirSync(join(root, 'test')).filter((name) => name.endsWith('.test.ts'));
  rmSync(join(dist, 'test'), { recursive: true, force: true });
  await build({ ...forNode, entryPoints: [...tests, 'samples.ts'].map((name) => join(root, 'test', name)), outdir: join(dist, 'test') });
}

async function buildCli() {
  const { outExtension, ...options } = forNode;
  await build({ ...options, entryPoints: [join(root, 'src/cli.ts')], outfile: join(dist, 'cli.js'), banner: { js: '#!/usr/bin/env node' } });
  // The type of module must not depend on where dist/ is copied to.
  writeFileSync(join(dist, 'package.json'), '{ "type": "module" }\n');
}

const sourceHash = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

async function buildPage() {
  const bundled = await build({
    entryPoints: [join(root, 'src/page/page.ts')], bundle: true, minify: true, charset: 'utf8', format: 'iife', target: 'es2020', write: false,
  });
  const script = bundled.outputFiles[0].text.trim();
  const style = readFileSync(join(root, 'src/page/page.css'), 'utf8').trim();
  if (/<\/(script|style)|<!--/i.test(script + style)) throw new Error('script or style would end its own element');
  const policy = [
    "default-src 'none'", `script-src ${sourceHash(script)}`, `style-src ${sourceHash(style)}`,
    "base-uri 'none'", "form-action 'none'",
  ];
  const page = readFileSync(join(root, 'src/page/page.html'), 'utf8').replace('@STYLE@', () => style).replace('@SCRIPT@', () => script);
  const withPolicy = (parts) => page.replace('@POLICY@', () => parts.join('; '));
  writeFileSync(join(dist, 'verifier.html'), withPolicy(policy));
  // The same page on a server, which may fetch the bundle it was opened for from there and nowhere else.
  writeFileSync(join(dist, 'verifier-online.html'), withPolicy([...policy, "connect-src 'self'"]));
}

mkdirSync(dist, { recursive: true });
if (process.argv[2] === 'test') await buildTests();
else await Promise.all([buildCli(), buildPage()]);
