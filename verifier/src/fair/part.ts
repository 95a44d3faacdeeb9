/** The part `fair` of a bundle, as it stands there. */
import type { Json, JsonObject } from '../json';
import { refuse } from '../message';
import { listOf, orderedBy, placeOrNull, record, type Shape, text } from '../shape';
import { isEstimateText } from './estimate';
import type { ModelName } from './fit';

export interface FairRequest {
  readonly draws: number;
  readonly model: ModelName;
  /** Decimal, below 2⁶⁴. */
  readonly seed: string;
  readonly top: readonly number[];
}

/** Estimates are texts, "" where there is none. */
export interface FairPart {
  readonly entries: readonly JsonObject[];
  readonly jurors: readonly JsonObject[];
  readonly request: FairRequest;
  readonly summary: JsonObject;
}

const MOST_DRAWS = 1_000_000;
const SEED = /^(?:0|[1-9][0-9]{0,19})$/;

const estimate: Shape = (value, path) => {
  if (typeof value !== 'string' || !isEstimateText(value)) {
    refuse(path, 'taksiran (paling banyak 15 angka penting) diharapkan', 'an estimate (at most 15 significant digits) is expected');
  }
};

function countUpTo(most: number): Shape {
  return (value, path) => {
    if (typeof value !== 'number' || value < 1 || value > most) {
      refuse(path, `bilangan 1 sampai ${most} diharapkan`, `a number from 1 to ${most} is expected`);
    }
  };
}

const count: Shape = (value, path) => {
  if (typeof value !== 'number' || value < 1) refuse(path, 'bilangan ≥ 1 diharapkan', 'an integer ≥ 1 is expected');
};

const seed: Shape = (value, path) => {
  if (typeof value !== 'string' || !SEED.test(value) || BigInt(value) >= 2n ** 64n) {
    refuse(path, 'bilangan desimal di bawah 2^64 diharapkan', 'a decimal number below 2^64 is expected');
  }
};

const model: Shape = (value, path) => {
  if (value !== 'shared' && value !== 'lot') refuse(path, '"shared" atau "lot" diharapkan', '"shared" or "lot" is expected');
};

export const SUMMARY_ESTIMATES = [
  'criterion', 'entry_variance', 'lambda', 'reliability', 'residual_variance', 'severity_variance', 'weakest_link',
] as const;

export const fairShape: Shape = record({
  entries: orderedBy(['subject'], record({
    corrected: estimate, deviation: estimate, rank_high: placeOrNull, rank_low: placeOrNull, raw: estimate, se: estimate, sheets: count,
    shrunk: estimate, subject: text, top: listOf(estimate), zone: text,
  })),
  jurors: orderedBy(['evaluator'], record({ consistency: estimate, entries: count, evaluator: text, se: estimate, severity: estimate })),
  request: record({ draws: countUpTo(MOST_DRAWS), model, seed, top: listOf(count) }),
  summary: record({ case: text, components: count, ...Object.fromEntries(SUMMARY_ESTIMATES.map((key) => [key, estimate])) }),
});

/** Of a part that has this shape. */
export function fairPart(json: Json): FairPart {
  const part = json as JsonObject;
  const request = part.get('request') as JsonObject;
  return {
    entries: part.get('entries') as JsonObject[],
    jurors: part.get('jurors') as JsonObject[],
    request: {
      draws: request.get('draws') as number,
      model: request.get('model') as ModelName,
      seed: request.get('seed') as string,
      top: request.get('top') as number[],
    },
    summary: part.get('summary') as JsonObject,
  };
}
