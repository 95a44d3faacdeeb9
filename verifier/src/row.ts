/** A row as it stands in the bundle. */
import type { Json, JsonObject } from './json';
import { TRUST_NAMES, type Pack } from './pack/types';
import type { Row } from './tally';
import { NOT_APPLICABLE, type Value } from './values';

function valueText(value: Value): string {
  return value === NOT_APPLICABLE ? value : value.toText();
}

function valueMap(values: ReadonlyMap<string, Value>): JsonObject {
  const texts: JsonObject = new Map();
  for (const [key, value] of values) texts.set(key, valueText(value));
  return texts;
}

export function scoreText(row: Row, pack: Pack): string {
  if (row.official === undefined) return '';
  return pack.rounding === undefined ? row.official.toText() : row.official.toFixedText(pack.rounding.decimals);
}

export function cutTexts(row: Row): string[] {
  return (row.standing?.cuts ?? []).map(({ cut, decided }) => (decided ? cut.id : `${cut.id}?`));
}

export function rowJson(row: Row, pack: Pack): JsonObject {
  const items: JsonObject = new Map();
  for (const [item, values] of row.items) items.set(item, valueMap(values));
  return new Map<string, Json>([
    ['band', row.band?.id ?? ''],
    ['broken', row.broken],
    ['complete', row.exact !== undefined],
    ['cuts', cutTexts(row)],
    ['exact', row.exact?.toText() ?? ''],
    ['items', items],
    ['level', row.level],
    ['missing', [...row.missing]],
    ['nodes', valueMap(row.nodes)],
    ['rank', row.standing?.rank ?? null],
    ['ranked_among', row.standing?.among ?? null],
    ['ranking', row.ranking?.id ?? ''],
    ['scope', row.scope],
    ['score', scoreText(row, pack)],
    ['subject', row.subject.id],
    ['tie', row.standing?.tie ?? ''],
    ['trust', TRUST_NAMES[row.trust]!],
    ['unchecked', row.unchecked],
    ['zone', row.band?.zone ?? ''],
  ]);
}
