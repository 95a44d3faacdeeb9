/** The least value of a function of two variables inside of a square, from (0, 0). */

export interface Sample {
  readonly value: number;
  readonly gradient: readonly [number, number];
}

type Point = readonly [number, number];

const ROUNDS = 200;
const HALVINGS = 40;
const WIDTH = 1e-4;
const STILL = 1e-12;
const LONGEST = 3;
/** Differences of values below this share are rounding. */
const ROUNDING = 1e-11;

export function leastInSquare(of: (x: number, y: number) => Sample, bound: number): Point {
  let at: Point = [0, 0];
  let here = of(...at);
  for (let round = 0; round < ROUNDS; round += 1) {
    const step = newtonStep(of, at, here, bound);
    const next = walk(of, at, here, step, bound);
    if (next === undefined) break;
    const moved = Math.max(Math.abs(next.at[0] - at[0]), Math.abs(next.at[1] - at[1]));
    [at, here] = [next.at, next.sample];
    if (moved < STILL) break;
  }
  return at;
}

/** A variable at its bound that would go beyond stands still. */
function isHeld(x: number, slope: number, bound: number): boolean {
  return (x >= bound && slope < 0) || (x <= -bound && slope > 0);
}

function newtonStep(of: (x: number, y: number) => Sample, at: Point, { gradient }: Sample, bound: number): Point {
  const held = [isHeld(at[0], gradient[0], bound), isHeld(at[1], gradient[1], bound)];
  const g = gradient.map((slope, i) => (held[i] ? 0 : slope)) as [number, number];
  const [xx, xy] = held[0] ? [1, 0] : bend(of, at, [WIDTH, 0]);
  const [yx, yy] = held[1] ? [0, 1] : bend(of, at, [0, WIDTH]);
  const mixed = held[0] || held[1] ? 0 : (xy + yx) / 2;
  const determinant = xx * yy - mixed * mixed;
  const step: Point = xx > 0 && determinant > 0
    ? [-(yy * g[0] - mixed * g[1]) / determinant, -(xx * g[1] - mixed * g[0]) / determinant]
    : [-g[0] / Math.max(Math.abs(xx), 1), -g[1] / Math.max(Math.abs(yy), 1)];
  const length = Math.hypot(...step);
  return length > LONGEST ? [(step[0] * LONGEST) / length, (step[1] * LONGEST) / length] : step;
}

/** Second derivatives along one variable, as the change of the gradient. */
function bend(of: (x: number, y: number) => Sample, [x, y]: Point, [dx, dy]: Point): Point {
  const above = of(x + dx, y + dy).gradient;
  const below = of(x - dx, y - dy).gradient;
  return [(above[0] - below[0]) / (2 * WIDTH), (above[1] - below[1]) / (2 * WIDTH)];
}

/** Halves the step until it lessens the value, or, where values only differ by rounding, the gradient. */
function walk(
  of: (x: number, y: number) => Sample, at: Point, here: Sample, step: Point, bound: number,
): { at: Point; sample: Sample } | undefined {
  const inside = (x: number): number => Math.max(-bound, Math.min(bound, x));
  const tolerance = ROUNDING * (1 + Math.abs(here.value));
  for (let part = 1, i = 0; i < HALVINGS; part /= 2, i += 1) {
    const next: Point = [inside(at[0] + part * step[0]), inside(at[1] + part * step[1])];
    if (next[0] === at[0] && next[1] === at[1]) return undefined;
    const sample = of(...next);
    const gain = here.value - sample.value;
    if (gain > tolerance || (gain > -tolerance && Math.hypot(...sample.gradient) < Math.hypot(...here.gradient))) return { at: next, sample };
  }
  return undefined;
}
