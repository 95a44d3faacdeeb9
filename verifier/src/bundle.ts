/** The shape of a bundle: which keys stand where, of which type and in which order. Nothing unknown, nothing absent. */
import { fairShape } from './fair/part';
import type { Json, JsonObject } from './json';
import { indexPath, keyPath, refuse } from './message';
import { ordersShape } from './order/part';
import { exactly, flag, hexOf, listOf, mapOf, orderedBy, placeOrNull, record, type Shape, text } from './shape';

export const FORMAT = 'juara/bundle/1';
const PARTS = ['decisions', 'fair', 'items', 'orders', 'pack', 'parameters', 'request', 'results', 'sheets', 'subjects'] as const;
/** Stand only where fair ranking was asked for, and where a ranking has a method. */
const OPTIONAL = ['fair', 'orders'];

const packTree: Shape = (value, path) => {
  if (typeof value === 'string') return;
  if (Array.isArray(value)) value.forEach((element, i) => packTree(element, indexPath(path, i)));
  else if (value instanceof Map) value.forEach((member, key) => packTree(member, keyPath(path, key)));
  else refuse(path, 'pemetaan, daftar atau teks diharapkan', 'a mapping, list or string is expected');
};

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
  fair: fairShape,
  items: orderedBy(['subject', 'id'], record({ attributes: textMap, id: text, name: text, subject: text })),
  orders: ordersShape,
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

const envelope = record(
  {
    format: exactly(FORMAT),
    hashes: record(Object.fromEntries(PARTS.map((part) => [part, hexOf(32)])), OPTIONAL),
    parts: (value) => record(partShapes, OPTIONAL)(value, ''),
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
  const hashes = members.get('hashes') as JsonObject;
  const parts = members.get('parts') as JsonObject;
  for (const part of OPTIONAL) {
    if (hashes.has(part) === parts.has(part)) continue;
    refuse(hashes.has(part) ? part : keyPath('hashes', part), 'tidak ada', 'is absent');
  }
  const signature = members.get('signature') as JsonObject | undefined;
  return {
    hashes,
    parts,
    signature: signature && {
      publicKey: signature.get('public_key') as string,
      value: signature.get('value') as string,
    },
  };
}
