export type Scale = (value: number) => number;

export function linear([from, to]: readonly [number, number], [low, high]: readonly [number, number]): Scale {
  const span = to - from || 1;
  return (value) => low + ((value - from) / span) * (high - low);
}

/** About `wanted` round numbers (1, 2 or 5 times a power of ten apart) that enclose the values. */
export function ticks(low: number, high: number, wanted: number): number[] {
  const span = high - low || Math.abs(high) || 1;
  const rough = span / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= rough - 1e-12) ?? 10 * power;
  const first = Math.floor(low / step + 1e-9);
  const last = Math.max(first + 1, Math.ceil(high / step - 1e-9));
  return Array.from({ length: last - first + 1 }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

export interface Bin {
  from: number;
  to: number;
  count: number;
}

/** Counts values between round borders; a border belongs to the bin above it, the highest one to the last bin. */
export function bins(values: readonly number[], wanted: number): Bin[] {
  if (values.length === 0) return [];
  const borders = ticks(Math.min(...values), Math.max(...values), wanted);
  const all = borders.slice(1).map((to, index) => ({ from: borders[index]!, to, count: 0 }));
  for (const value of values) {
    const found = all.find(({ to }) => value < to) ?? all.at(-1)!;
    found.count += 1;
  }
  return all;
}

/** Cuts a label to what fits into `width` pixels of 13 px type. */
export function fit(label: string, width: number): string {
  const most = Math.max(4, Math.floor(width / 7));
  return label.length <= most ? label : `${label.slice(0, most - 1).trimEnd()}…`;
}
