/** Small packs and bundles for the tests: the YAML tree as plain objects, hashes and results filled in. */
import { createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import { encodeUtf8, toHex } from '../src/bytes';
import { canonicalText } from '../src/canonical';
import { zoneOf } from '../src/fair/compare';
import { estimateText } from '../src/fair/estimate';
import type { FairRequest } from '../src/fair/part';
import { type FairResult, recomputeFair } from '../src/fair/recompute';
import { readInput } from '../src/input';
import type { Json, JsonObject } from '../src/json';
import { orderJson } from '../src/order/part';
import { readPack } from '../src/pack/pack';
import { rowJson } from '../src/row';
import { sha256 } from '../src/sha2';
import { tally } from '../src/tally';

export type Plain = null | boolean | number | string | Plain[] | { [key: string]: Plain | undefined };
export type PlainObject = { [key: string]: Plain | undefined };

export function toJson(value: Plain): Json {
  if (Array.isArray(value)) return value.map(toJson);
  if (value === null || typeof value !== 'object') return value;
  return new Map(Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, toJson(member)] as const])));
}

export function toPlain(value: Json): any {
  if (Array.isArray(value)) return value.map(toPlain);
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, member]) => [key, toPlain(member)]));
  return value;
}

export const text = (word: string): PlainObject => ({ id: word, en: word });

/** An indicator taking decimals of 0..100. */
export function leaf(id: string, more: PlainObject = {}): PlainObject {
  return { id, name: text(id), value: { type: 'number', min: '0', max: '100' }, ...more };
}

export function node(id: string, op: string, children: Plain[] | undefined, more: PlainObject = {}): PlainObject {
  return { id, name: text(id), op, range: ['0', '100'], children, ...more };
}

export const LEVEL = { id: 'satu', name: text('satu') };
export const EVALUATORS = { combine: 'mean', at: 'indicator', sheets: 'partial' };

/** One level, one stage, the given root, two decimals half up. */
export function pack(root: PlainObject, more: PlainObject = {}): PlainObject {
  return {
    juara: 'pack/1', id: 'uji', version: '1', name: text('Uji'), years: ['2020', '2030'], issuer: 'kami',
    trust: 'official', source: 's', sources: { s: { title: 'sumber' } },
    levels: [LEVEL], evaluators: EVALUATORS, trees: [{ level: 'satu', root }],
    rounding: { decimals: '2', mode: 'half_up' }, ...more,
  };
}

export interface Parts {
  pack: PlainObject;
  parameters?: Record<string, string>;
  stage?: string;
  subjects?: PlainObject[];
  items?: PlainObject[];
  sheets?: PlainObject[];
  /** Asks for a fair ranking. */
  fair?: Partial<FairRequest>;
}

export function subject(id: string, more: PlainObject = {}): PlainObject {
  return { attributes: {}, category: '', group: '', id, name: id.toUpperCase(), parent: '', region: '', type: '', ...more };
}

export function item(id: string, attributes: PlainObject = {}, of = 'a'): PlainObject {
  return { attributes, id, name: id, subject: of };
}

export function sheet(values: Record<string, string>, more: PlainObject = {}): PlainObject {
  return { evaluator: '', item: '', stage: '', subject: 'a', values, ...more };
}

function partsJson(parts: Parts): JsonObject {
  return toJson({
    decisions: [], items: parts.items ?? [], pack: parts.pack, parameters: parts.parameters ?? {},
    request: { stage: parts.stage ?? '' }, results: [], sheets: parts.sheets ?? [], subjects: parts.subjects ?? [subject('a')],
  }) as JsonObject;
}

/** The rows as they would stand in the bundle, or a Refusal. */
export function rowsOf(parts: Parts): any[] {
  return toPlain(resultsOf(partsJson(parts)).results);
}

export const FAIR_REQUEST: FairRequest = { draws: 500, model: 'shared', seed: '1', top: [1] };

export function fairOf(parts: Parts): FairResult {
  const json = partsJson(parts);
  const input = readInput(json, readPack(json.get('pack')!, json.get('parameters') as JsonObject));
  return finished(recomputeFair(input, finished(tally(input)).rows, { ...FAIR_REQUEST, ...parts.fair }));
}

/** As it would stand in the bundle. */
export function fairPlain({ request, entries, jurors, variances, ...fit }: FairResult): any {
  return {
    entries: entries.map((entry) => {
      const top = entry.top.map(estimateText);
      return {
        corrected: estimateText(entry.corrected), deviation: estimateText(entry.deviation), rank_high: entry.ranks?.high ?? null,
        rank_low: entry.ranks?.low ?? null, raw: estimateText(entry.raw), se: estimateText(entry.se), sheets: entry.sheets,
        shrunk: estimateText(entry.shrunk), subject: entry.subject, top, zone: zoneOf(top[0] ?? ''),
      };
    }),
    jurors: jurors.map((juror) => ({
      consistency: estimateText(juror.consistency), entries: juror.entries, evaluator: juror.evaluator, se: estimateText(juror.se),
      severity: estimateText(juror.severity),
    })),
    request: { ...request, top: [...request.top] },
    summary: {
      case: fit.case, components: fit.components, criterion: estimateText(variances.criterion), entry_variance: estimateText(fit.entryVariance),
      lambda: estimateText(variances.lambda), reliability: estimateText(fit.reliability),
      residual_variance: estimateText(variances.residual), severity_variance: estimateText(variances.severity),
      weakest_link: estimateText(fit.weakestLink),
    },
  };
}

/** The part `orders` as it would stand in the bundle; `stated` is one that a bundle has. */
export function ordersOf(parts: Parts, stated?: Plain): any[] {
  return toPlain(resultsOf(partsJson(parts), stated === undefined ? undefined : toJson(stated)).orders);
}

function resultsOf(parts: JsonObject, stated?: Json): { results: Json[]; orders: Json[]; hasMethods: boolean } {
  const read = readPack(parts.get('pack')!, parts.get('parameters') as JsonObject);
  const { rows, orders } = finished(tally(readInput(parts, read), stated));
  const hasMethods = read.rankings.some((ranking) => ranking.order.method !== 'score');
  return { results: rows.map((row) => rowJson(row, read)), orders: orders.map(orderJson), hasMethods };
}

/** Runs a computation that reports its progress to its end. */
export function finished<T>(steps: Generator<unknown, T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

export interface BundleOptions {
  key?: KeyObject;
  /** Changes the results after they were computed, before hashing: a bundle that lies consistently. */
  tamper?: (results: any[]) => void;
  /** Likewise for the part `fair`. */
  tamperFair?: (fair: any) => unknown;
  /** The same for the orders; undefined leaves them out, a list puts them in. */
  tamperOrders?: (orders: any[]) => any[] | undefined;
}

export function bundleJson(parts: Parts, options: BundleOptions = {}): JsonObject {
  const json = partsJson(parts);
  const made = resultsOf(json);
  const results = toPlain(made.results);
  options.tamper?.(results);
  json.set('results', toJson(results));
  if (parts.fair !== undefined) {
    const fair = fairPlain(fairOf(parts));
    options.tamperFair?.(fair);
    json.set('fair', toJson(fair));
  }
  const own = made.hasMethods ? toPlain(made.orders) : undefined;
  const orders = options.tamperOrders === undefined ? own : options.tamperOrders(own ?? []);
  if (orders !== undefined) json.set('orders', toJson(orders));
  const hashes: JsonObject = new Map();
  for (const [part, value] of json) hashes.set(part, toHex(sha256(encodeUtf8(canonicalText(value)))));
  const bundle: JsonObject = new Map<string, Json>([['format', 'juara/bundle/1'], ['hashes', hashes], ['parts', json]]);
  if (options.key !== undefined) bundle.set('signature', signature(hashes, options.key));
  return bundle;
}

export function bundleBytes(parts: Parts, options: BundleOptions = {}): Uint8Array {
  return encodeUtf8(canonicalText(bundleJson(parts, options)));
}

function signature(hashes: Json, key: KeyObject): Json {
  const message = canonicalText(new Map<string, Json>([['format', 'juara/bundle/1'], ['hashes', hashes]]));
  return toJson({ algorithm: 'ed25519', public_key: publicKeyHex(key), value: sign(null, encodeUtf8(message), key).toString('hex') });
}

/** A private key from its 32 bytes (hex), wrapped as PKCS#8. */
export function privateKey(seed: string): KeyObject {
  return createPrivateKey({ key: Buffer.from(`302e020100300506032b657004220420${seed}`, 'hex'), format: 'der', type: 'pkcs8' });
}

export function publicKeyHex(key: KeyObject): string {
  return createPublicKey(key).export({ format: 'der', type: 'spki' }).toString('hex').slice(24);
}
