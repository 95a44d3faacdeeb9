/** How a ranking makes its order: `method` and the options it takes. */
import { refuse } from '../message';
import type { Elimination } from '../order/stv';
import { Rational } from '../rational';
import type { Fields } from './fields';
import { type Cut, type Method, METHODS, type OrderRule, type Ranking, type Tree } from './types';

const BALLOTS: readonly Method[] = ['borda', 'schulze', 'stv', 'kemeny', 'bradley_terry'];
const OPTIONS: ReadonlyMap<string, readonly Method[]> = new Map([
  ['on', ['score']], ['stage', ['corrected', ...BALLOTS]], ['unranked', BALLOTS], ['wins', ['schulze']], ['seats', ['stv']],
  ['quota', ['stv']], ['elimination', ['stv']], ['lots', ['stv']], ['prior', ['bradley_terry']],
]);

/** `trees` are those of the ranking's level. */
export function readOrder(fields: Fields, trees: readonly Tree[], cuts: readonly Cut[]): Pick<Ranking, 'order' | 'stage'> {
  const method = fields.choice('method', METHODS, 'score');
  for (const [option, methods] of OPTIONS) {
    if (fields.has(option) && !methods.includes(method)) {
      refuse(fields.at(option), `bukan pilihan untuk method: ${method}`, `not an option of method: ${method}`);
    }
  }
  if (method === 'score') return { order: { method }, stage: undefined };
  if (!trees.some(takesSheets)) {
    refuse(fields.at('method'), 'tidak ada indikator yang diisi penilai', 'evaluators fill in no indicator');
  }
  return { order: readRule(fields, method, cuts), stage: readStage(fields, trees) };
}

function takesSheets(tree: Tree): boolean {
  return [...tree.nodes.values()].some((node) => node.kind === 'indicator' && node.value.type !== 'measured');
}

function readStage(fields: Fields, trees: readonly Tree[]): string | undefined {
  const scored = new Set(trees.map((tree) => tree.stage).filter((stage) => stage !== ''));
  if (fields.has('stage')) return fields.reference('stage', scored);
  if (scored.size > 1) refuse(fields.at('stage'), 'tidak ada, padahal beberapa tahap dinilai', 'is absent, though several stages are scored');
  return undefined;
}

function readRule(fields: Fields, method: Exclude<Method, 'score'>, cuts: readonly Cut[]): OrderRule {
  if (method === 'corrected') return { method };
  const unrankedLast = fields.choice('unranked', ['unknown', 'last'], 'unknown') === 'last';
  switch (method) {
    case 'schulze':
      return { method, unrankedLast, wins: fields.choice('wins', ['winning_votes', 'margins'], 'winning_votes') };
    case 'stv':
      return { method, unrankedLast, ...readStv(fields, cuts) };
    case 'bradley_terry':
      return { method, unrankedLast, prior: readPrior(fields) };
    default:
      return { method, unrankedLast };
  }
}

function readPrior(fields: Fields): Rational {
  const prior = fields.optionalWeightLike('prior') ?? Rational.ZERO;
  if (prior.compare(Rational.ZERO) < 0) refuse(fields.at('prior'), 'kurang dari 0', 'less than 0');
  return prior;
}

function readStv(fields: Fields, cuts: readonly Cut[]): Omit<Extract<OrderRule, { method: 'stv' }>, 'method' | 'unrankedLast'> {
  const seats = fields.optionalWhole('seats') ?? cuts.find((cut) => cut.places !== undefined)?.places;
  if (seats === undefined || seats < 1) refuse(fields.at('seats'), 'jumlah kursi tidak diketahui', 'the number of seats is not known');
  const elimination = fields.optionalList('elimination', readElimination) ?? ['backwards'];
  const lots = fields.has('lots') ? fields.string('lots') : undefined;
  if ((lots !== undefined) !== elimination.includes('lots')) {
    refuse(fields.at('lots'), 'lots dan elimination: [lots] harus bersama-sama', 'lots and elimination: [lots] must come together');
  }
  return { seats, quota: fields.choice('quota', ['droop', 'hagenbach_bischoff'], 'droop'), elimination, lots };
}

function readElimination(value: unknown, path: string): Elimination {
  if (value !== 'backwards' && value !== 'forwards' && value !== 'lots') refuse(path, `tidak dikenal: "${String(value)}"`, `unknown: "${String(value)}"`);
  return value;
}
