/** The checks of a bundle, in the order of bundle-format.md. */
import { decodeUtf8, encodeUtf8, fromHex, toHex } from './bytes';
import { type Bundle, FORMAT, readBundle } from './bundle';
import { canonicalText } from './canonical';
import { Differences } from './diff';
import { verifyEd25519 } from './ed25519';
import { compareFair } from './fair/compare';
import { fairPart } from './fair/part';
import { type FairResult, recomputeFair } from './fair/recompute';
import { type Input, readInput } from './input';
import { type Json, type JsonObject, parseJson } from './json';
import { type Failure, Refusal, keyPath, refuse } from './message';
import type { ContestOrder } from './order/contest';
import { orderJson } from './order/part';
import { readPack } from './pack/pack';
import type { Pack } from './pack/types';
import { rowJson } from './row';
import { sha256 } from './sha2';
import { type Row, tally } from './tally';

export const MAX_DIFFERENCES = 50;

export type Step = 'read' | 'canonical' | 'hashes' | 'signature' | 'pack' | 'tally' | 'results' | 'fair';

export interface Progress {
  readonly step: Step;
  /** Done and in all: subjects during `tally`, draws during `fair`. */
  readonly done?: number;
  readonly total?: number;
}

export interface Verification {
  readonly ok: boolean;
  /** Not a bundle at all (unreadable or of another shape), as opposed to one that does not hold. */
  readonly malformed: boolean;
  readonly failures: readonly Failure[];
  readonly hasMore: boolean;
  /** The key whose signature holds. */
  readonly signedBy: string | undefined;
  readonly hasSignature: boolean;
  readonly counts: Readonly<Record<'subjects' | 'sheets' | 'results' | 'hashes', number>> | undefined;
  readonly pack: Pack | undefined;
  /** As recomputed; empty when it did not come to that. */
  readonly rows: readonly Row[];
  readonly orders: readonly ContestOrder[];
  /** As recomputed, if the bundle has a fair ranking and it came to that. */
  readonly fair: FairResult | undefined;
}

/** Runs all checks at once; `expectedKey` (64 hex digits) demands a signature by that key. */
export function verify(bytes: Uint8Array, expectedKey?: string): Verification {
  const steps = verifySteps(bytes, expectedKey);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The same in steps, so that a page can show progress in between. */
export function* verifySteps(bytes: Uint8Array, expectedKey?: string): Generator<Progress, Verification> {
  const run = new Run();
  try {
    yield { step: 'read' };
    const text = decodeUtf8(bytes);
    if (text === undefined) throw new Refusal('', { id: 'bukan UTF-8 yang sah', en: 'not valid UTF-8' });
    const json = parseJson(text);
    yield { step: 'canonical' };
    run.checkCanonical(json, text);
    run.bundle = readBundle(json);
    yield* run.checkParts(expectedKey);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    run.failures.push(error.failure);
  }
  return run.result();
}

/** The part `orders` stands exactly where some ranking of the pack has a method. */
function refuseStrayOrders(pack: Pack, stated: Json | undefined): void {
  const hasMethods = pack.rankings.some((ranking) => ranking.order.method !== 'score');
  if (hasMethods && stated === undefined) refuse('orders', 'tidak ada', 'is absent');
  if (!hasMethods && stated !== undefined) refuse('orders', 'tidak diharapkan', 'is not expected');
}

class Run {
  readonly failures: Failure[] = [];
  bundle: Bundle | undefined;
  private signedBy: string | undefined;
  private readonly differences = new Differences(MAX_DIFFERENCES);
  private pack: Pack | undefined;
  private rows: readonly Row[] = [];
  private orders: readonly ContestOrder[] = [];
  private fair: FairResult | undefined;

  private fail(path: string, id: string, en: string): void {
    this.failures.push({ path, message: { id, en } });
  }

  checkCanonical(json: Json, text: string): void {
    const canonical = canonicalText(json);
    if (canonical === text) return;
    let position = 0;
    while (canonical.charCodeAt(position) === text.charCodeAt(position)) position += 1;
    this.fail('', `bukan bentuk kanonis (RFC 8785), mulai posisi ${position}`, `not in canonical form (RFC 8785), from position ${position} on`);
  }

  *checkParts(expectedKey: string | undefined): Generator<Progress, void> {
    const { parts } = this.bundle!;
    yield { step: 'hashes' };
    this.checkHashes();
    yield { step: 'signature' };
    this.checkSignature(expectedKey);
    yield { step: 'pack' };
    this.pack = readPack(parts.get('pack')!, parts.get('parameters') as JsonObject);
    const input = readInput(parts, this.pack);
    const statedOrders = parts.get('orders');
    refuseStrayOrders(this.pack, statedOrders);
    const counting = tally(input, statedOrders);
    let step = counting.next();
    for (; step.done !== true; step = counting.next()) {
      yield { step: 'tally', done: step.value, total: input.entries.size };
    }
    this.rows = step.value.rows;
    this.orders = step.value.orders;
    yield { step: 'results' };
    if (statedOrders !== undefined) this.differences.compare(statedOrders, this.orders.map(orderJson), 'orders');
    this.compareResults(this.pack, parts.get('results')!);
    yield* this.checkFair(input);
  }

  private *checkFair(input: Input): Generator<Progress, void> {
    const part = this.bundle!.parts.get('fair');
    if (part === undefined) return;
    const stated = fairPart(part);
    const total = stated.request.draws;
    yield { step: 'fair', done: 0, total };
    const drawing = recomputeFair(input, this.rows, stated.request);
    let step = drawing.next();
    for (; step.done !== true; step = drawing.next()) yield { step: 'fair', done: step.value, total };
    this.fair = step.value;
    compareFair(stated, this.fair, this.differences);
  }

  private checkHashes(): void {
    const { hashes, parts } = this.bundle!;
    for (const [part, stated] of hashes) {
      const actual = toHex(sha256(encodeUtf8(canonicalText(parts.get(part)!))));
      if (stated !== actual) {
        this.fail(keyPath('hashes', part), `bundel ${stated}, hitung ulang ${actual}`, `bundle ${stated}, recomputed ${actual}`);
      }
    }
  }

  private checkSignature(expectedKey: string | undefined): void {
    const { signature, hashes } = this.bundle!;
    if (signature === undefined) {
      if (expectedKey !== undefined) this.fail('signature', 'tidak ditandatangani, padahal kunci diminta', 'not signed, though a key is demanded');
      return;
    }
    if (expectedKey !== undefined && signature.publicKey !== expectedKey) {
      this.fail('signature.public_key', `bundel ${signature.publicKey}, diminta ${expectedKey}`, `bundle ${signature.publicKey}, expected ${expectedKey}`);
    }
    const signed = encodeUtf8(canonicalText(new Map<string, Json>([['format', FORMAT], ['hashes', hashes]])));
    const holds = verifyEd25519(fromHex(signature.publicKey, 32)!, signed, fromHex(signature.value, 64)!);
    if (holds) this.signedBy = signature.publicKey;
    else this.fail('signature.value', 'tanda tangan tidak sah', 'the signature does not hold');
  }

  private compareResults(pack: Pack, stated: Json): void {
    const { differences } = this;
    this.rows.forEach((row, i) => differences.compare((stated as Json[])[i], rowJson(row, pack), `results[${i}]`));
    for (let i = this.rows.length; i < (stated as Json[]).length; i += 1) {
      differences.compare((stated as Json[])[i], undefined, `results[${i}]`);
    }
  }

  result(): Verification {
    const count = (part: string): number => (this.bundle?.parts.get(part) as Json[] | undefined)?.length ?? 0;
    const failures = [...this.failures, ...this.differences.found];
    return {
      ok: failures.length === 0,
      malformed: this.bundle === undefined,
      failures,
      hasMore: this.differences.hasMore,
      signedBy: this.signedBy,
      hasSignature: this.bundle?.signature !== undefined,
      counts: this.bundle && {
        subjects: count('subjects'), sheets: count('sheets'), results: count('results'), hashes: this.bundle.hashes.size,
      },
      pack: this.pack,
      rows: this.rows,
      orders: this.orders,
      fair: this.fair,
    };
  }
}
