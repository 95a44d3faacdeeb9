/** The shape of a bundle: which keys stand where, of which type and in which order. Nothing unknown, nothing absent. */
import { compareUtf8 } from './bytes';
import type { Json, JsonObject } from './json';
import { indexPath, keyPath, refuse } from './message';

export const FORMAT = 'juara/bundle/1';
export const PARTS = ['decisions', 'items', 'pack', 'parameters', 'request', 'results', 'sheets', 'subjects'] as const;

type Shape = (value: Json, path: string) => void;

const text: Shape = (value, path) => {
  if (typeof value !== 'string') refuse(path, 'teks diharapkan', 'a string is expected');
};

const flag: Shape = (value, path) => {
  if (typeof value !== 'boolean') refuse(path, 'true/false diharapkan', 'true/false is expected');
};

const placeOrNull: Shape = (value, path) => {
  if (value !== null && (typeof value !== 'number' || value < 1)) refuse(path, 'bilangan ≥ 1 atau null diharapkan', 'an integer ≥ 1 or null is expected');
};

const packTree: Shape = (value, path) => {
  if (typeof value === 'string') return;
  if (Array.isArray(value)) value.forEach((element, i) => packTree(element, indexPath(path, i)));
  else if (value instanceof Map) value.forEach((member, key) => packTree(member, keyPath(path, key)));
  else refuse(path, 'pemetaan, daftar atau teks diharapkan', 'a mapping, list or string is expected');
};

function listOf(element: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) refuse(path, 'daftar diharapkan', 'a list is expected');
    value.forEach((each, i) => element(each, indexPath(path, i)));
  };
}

function mapOf(member: Shape): Shape {
  return (value, path) => {
    if (!(value instanceof Map)) refuse(path, 'objek diharapkan', 'an object is expected');
    value.forEach((each, key) => member(each, keyPath(path, key)));
  };
}

function record(members: Record<string, Shape>, optional: readonly string[] = []): Shape {
  const known = new Map(Object.entries(members));
  return (value, path) => {
    if (!(value instanceof Map)) refuse(path, 'objek diharapkan', 'an object is expected');
    for (const key of value.keys()) {
      if (!known.has(key)) refuse(keyPath(path, key), 'kunci tidak dikenal', 'unknown key');
    }
    for (const [key, shape] of known) {
      const member = value.get(key);
      if (member !== undefined) shape(member, keyPath(path, key));
      else if (!optional.includes(key)) refuse(keyPath(path, key), 'tidak ada', 'is absent');
    }
  };
}

/** A list in strictly rising byte order of the named members: this also rules out repetitions. */
function orderedBy(keys: readonly string[], element: Shape): Shape {
  const elements = listOf(element);
  return (value, path) => {
    elements(value, path);
    const rows = value as JsonObject[];
    for (let i = 1; i < rows.length; i += 1) {
      if (compareBy(keys, rows[i - 1]!, rows[i]!) >= 0) {
        refuse(indexPath(path, i), `tidak urut menurut ${keys.join(', ')}, atau berulang`, `not in order of ${keys.join(', ')}, or repeated`);
      }
    }
  };
}

function compareBy(keys: readonly string[], left: JsonObject, right: JsonObject): number {
  for (const key of keys) {
    const order = compareUtf8(left.get(key) as string, right.get(key) as string);
    if (order !== 0) return order;
  }
  return 0;
}

const texts = listOf(text);
const textMap = mapOf(text);

const row = record({
  band: text, broken: texts, complete: flag, cuts: texts, exact: text, items: mapOf(textMap), level: text, missing: texts,
  nodes: textMap, rank: placeOrNull, ranked_among: placeOrNull, ranking: text, scope: texts, score: text, subject: text,
  tie: text, trust: text, unchecked: texts, zone: text,
});

const noDecisions: Shape = (value, path) => {
  if (!Array.isArray(value) || value.length > 0) refuse(path, 'daftar kosong diharapkan', 'an empty list is expected');
};

const partShapes: Record<(typeof PARTS)[number], Shape> = {
  decisions: noDecisions,
  items: orderedBy(['subject', 'id'], record({ attributes: textMap, id: text, name: text, subject: text })),
  pack: packTree,
  parameters: textMap,
  request: record({ stage: text }),
  results: orderedBy(['subject'], row),
  sheets: orderedBy(
    ['subject', 'stage', 'item', 'evaluator'],
    record({ evaluator: text, item: text, stage: text, subject: text, values: textMap }),
  ),
  subjects: orderedBy(['id'], record({
    attributes: textMap, category: text, group: text, id: text, name: text, parent: text, region: text, type: text,
  })),
};

function hexOf(bytes: number): Shape {
  return (value, path) => {
    if (typeof value !== 'string' || value.length !== 2 * bytes || !/^[0-9a-f]*$/.test(value)) {
      refuse(path, `${2 * bytes} digit heksadesimal kecil diharapkan`, `${2 * bytes} lower-case hex digits are expected`);
    }
  };
}

function exactly(word: string): Shape {
  return (value, path) => {
    if (value !== word) refuse(path, `"${word}" diharapkan`, `"${word}" is expected`);
  };
}

const envelope = record(
  {
    format: exactly(FORMAT),
    hashes: record(Object.fromEntries(PARTS.map((part) => [part, hexOf(32)]))),
    parts: (value) => record(partShapes)(value, ''),
    signature: record({ algorithm: exactly('ed25519'), public_key: hexOf(32), value: hexOf(64) }),
  },
  ['signature'],
);

export interface Signature {
  readonly publicKey: string;
  readonly value: string;
}

export interface Bundle {
  readonly hashes: JsonObject;
  readonly parts: JsonObject;
  readonly signature: Signature | undefined;
}

/** Paths inside of parts leave out the `parts.`: `results[3].score`. */
export function readBundle(json: Json): Bundle {
  envelope(json, '');
  const members = json as JsonObject;
  const signature = members.get('signature') as JsonObject | undefined;
  return {
    hashes: members.get('hashes') as JsonObject,
    parts: members.get('parts') as JsonObject,
    signature: signature && {
      publicKey: signature.get('public_key') as string,
      value: signature.get('value') as string,
    },
  };
}
