/** The part `orders` of a bundle. */
import type { Json, JsonObject } from '../json';
import { refuse } from '../message';
import { Rational } from '../rational';
import { listOf, mapOf, record, type Shape, text } from '../shape';
import { type Contest, type ContestOrder, isOrder } from './contest';

const whole: Shape = (value, path) => {
  if (typeof value !== 'number' || value < 0) refuse(path, 'bilangan bulat ≥ 0 diharapkan', 'an integer ≥ 0 is expected');
};

const texts = listOf(text);

export const ordersShape: Shape = listOf(record({
  ballots: whole, figures: mapOf(text), fit: text, method: text, note: text, places: mapOf(whole), ranking: text, reason: text, scope: texts,
  subjects: texts,
}));

export function orderJson({ ranking, scope, entrants, ballots, outcome }: ContestOrder): JsonObject {
  const made = isOrder(outcome) ? outcome : undefined;
  const figures = made?.figures?.map((figure, i) => [entrants[i]!, figure.toText()] as const) ?? [];
  const places = made?.places.map((place, i) => [entrants[i]!, place] as const) ?? [];
  return new Map<string, Json>([
    ['ballots', ballots],
    ['figures', new Map<string, Json>(figures)],
    ['fit', made?.fit ?? ''],
    ['method', ranking.order.method],
    ['note', made?.note ?? ''],
    ['places', new Map<string, Json>(places)],
    ['ranking', ranking.id],
    ['reason', isOrder(outcome) ? '' : outcome.reason],
    ['scope', [...scope]],
    ['subjects', isOrder(outcome) ? [] : outcome.about.map((at) => entrants[at]!)],
  ]);
}

/** Looks up the figures that a part of the right shape states for a contest. */
export function statedFigures(part: Json | undefined): (contest: Contest) => ReadonlyMap<string, Rational> {
  const key = (ranking: string, scope: readonly string[]): string => JSON.stringify([ranking, ...scope]);
  const found = new Map<string, Map<string, Rational>>();
  for (const order of (part as JsonObject[] | undefined) ?? []) {
    const figures = new Map<string, Rational>();
    for (const [subject, figure] of order.get('figures') as ReadonlyMap<string, string>) {
      const number = Rational.parse(figure);
      if (number !== undefined) figures.set(subject, number);
    }
    found.set(key(order.get('ranking') as string, order.get('scope') as string[]), figures);
  }
  return ({ ranking, scope }) => found.get(key(ranking.id, scope)) ?? new Map();
}
