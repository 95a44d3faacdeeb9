import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';

const TEXT = 4.5;
const SHAPE = 3;

/** Every label with every background it stands on (WCAG 1.4.3). */
const LABELS: [string, string[]][] = [
  ['content-primary', ['background-primary', 'background-secondary', 'background-tertiary']],
  ['content-secondary', ['background-primary', 'background-secondary', 'background-tertiary']],
  ['content-brand', ['background-primary', 'background-secondary', 'background-brand-subtle']],
  ['content-on-primary', ['background-brand', 'background-brand-hover']],
  ['content-guide', ['background-guide-subtle', 'background-primary']],
  ['content-positive', ['background-positive-subtle', 'background-primary', 'background-secondary']],
  ['content-warning', ['background-warning-subtle', 'background-primary']],
  ['content-negative', ['background-negative-subtle', 'background-primary', 'background-secondary']],
];

/** What carries meaning without being text (WCAG 1.4.11): frames of fields, the focus, marks of charts. */
const SHAPES: [string, string[]][] = [
  ['stroke-input', ['background-primary', 'background-secondary']],
  ['stroke-focus', ['background-primary', 'background-secondary']],
  ['stroke-brand', ['background-primary', 'background-brand-subtle']],
  ['stroke-positive', ['background-primary', 'background-positive-subtle']],
  ['stroke-warning', ['background-primary', 'background-warning-subtle']],
  ['stroke-negative', ['background-primary', 'background-negative-subtle']],
];

const css = readFileSync('public/tokens.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Tokens = Map<string, string>;

const declarations = (block: string): Tokens => new Map([...block.matchAll(/--ina-([a-z0-9-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!.trim()]));

/** The declarations right after a selector, up to the brace that ends them. */
function block(selector: string): Tokens {
  const start = css.indexOf(selector);
  assert.ok(start >= 0, `tokens.css has no ${selector}`);
  return declarations(css.slice(css.indexOf('{', start), css.indexOf('}', start)));
}

const base = block(":root,\n[data-brand='juara']");
const light = block(":root,\n[data-theme='light']");
const dark = block("\n[data-theme='dark']");
const deviceDark = block(':root:not([data-theme])');

function colour(name: string, theme: Tokens): string {
  const value = theme.get(name) ?? base.get(name);
  assert.ok(value, `--ina-${name} is not defined`);
  const other = /^var\(--ina-([a-z0-9-]+)\)$/.exec(value)?.[1];
  return other ? colour(other, theme) : value;
}

function luminance(hex: string): number {
  assert.match(hex, /^#[0-9a-f]{6}$/);
  const [r, g, b] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function tooWeak(pairs: [string, string[]][], least: number, theme: Tokens): string[] {
  return pairs.flatMap(([front, backs]) =>
    backs.flatMap((back) => {
      const found = contrast(colour(front, theme), colour(back, theme));
      return found < least ? [`${front} on ${back}: ${found.toFixed(2)}, ${least} is needed`] : [];
    }),
  );
}

for (const [name, theme] of [['light', light], ['dark', dark]] as const) {
  test(`${name}: every label on its background, every shape that means something`, () => {
    assert.deepEqual([...tooWeak(LABELS, TEXT, theme), ...tooWeak(SHAPES, SHAPE, theme)], []);
  });
}

test('a device set to dark looks like dark chosen here', () => assert.deepEqual(deviceDark, dark));

test('both themes define the same names', () => assert.deepEqual([...light.keys()].sort(), [...dark.keys()].sort()));

test('no style uses a name that the tokens lack', () => {
  const files = (readdirSync('src', { recursive: true }) as string[]).filter((name) => /\.(css|svelte)$/.test(name));
  const used = files.flatMap((name) => [...readFileSync(`src/${name}`, 'utf8').matchAll(/var\(--ina-([a-z0-9-]+)/g)].map((found) => found[1]!));
  assert.ok(used.length > 100);
  assert.deepEqual(used.filter((name) => !base.has(name) && !light.has(name)), []);
});
