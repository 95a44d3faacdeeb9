/** The least value of a function of two variables inside of a square, from (0, 0). */

export interface Sample {
  readonly value: number;
  readonly gradient: Point;
}

type Point = readonly [number, number];
type Flags = readonly [boolean, boolean];
type Surface = (x: number, y: number) => Sample;

const ROUNDS = 200;
const HALVINGS = 40;
const WIDTH = 1e-4;
/** After a step so short, the next one would be lost in rounding. */
const LAST = 1e-6;
const LONGEST = 3;
/** Differences of values below this share are rounding. */
const ROUNDING = 1e-10;

/** Bounds of both variables. */
export interface Square {
  readonly low: number;
  readonly high: number;
}

export function leastInSquare(of: Surface, square: Square): Point {
  let at: Point = [0, 0];
  let here = of(...at);
  for (let round = 0; round < ROUNDS; round += 1) {
    const next = walk(of, at, here, newtonStep(of, at, here.gradient, square), square);
    if (next === undefined) break;
    const moved = Math.max(Math.abs(next.at[0] - at[0]), Math.abs(next.at[1] - at[1]));
    [at, here] = [next.at, next.sample];
    if (moved < LAST) break;
  }
  return at;
}

/** Variables at a bound that this direction would cross. */
function blocked(at: Point, direction: Point, { low, high }: Square): Flags {
  const isBlocked = (i: 0 | 1): boolean => (at[i] >= high && direction[i] > 0) || (at[i] <= low && direction[i] < 0);
  return [isBlocked(0), isBlocked(1)];
}

/** How steep it is where one may go. */
function steepness(at: Point, [x, y]: Point, square: Square): number {
  const held = blocked(at, [-x, -y], square);
  return Math.hypot(held[0] ? 0 : x, held[1] ? 0 : y);
}

/** Newton's step, not too long and not beyond the bounds. It is shortened as a whole: cut by itself, a part of it could turn it uphill. */
function newtonStep(of: Surface, at: Point, gradient: Point, square: Square): Point {
  const bends = bendsAt(of, at);
  let held = blocked(at, [-gradient[0], -gradient[1]], square);
  let step = downhill(bends, gradient, held);
  for (let more = blocked(at, step, square); more[0] || more[1]; more = blocked(at, step, square)) {
    held = [held[0] || more[0], held[1] || more[1]];
    step = downhill(bends, gradient, held);
  }
  let part = Math.min(1, LONGEST / Math.max(LONGEST, Math.hypot(...step)));
  for (const i of [0, 1] as const) {
    const room = (step[i] > 0 ? square.high : square.low) - at[i];
    if (Math.abs(part * step[i]) > Math.abs(room)) part = room / step[i];
  }
  return [part * step[0], part * step[1]];
}

function downhill([[xx, xy], [yx, yy]]: [Point, Point], [gx, gy]: Point, held: Flags): Point {
  const mixed = (xy + yx) / 2;
  const determinant = xx * yy - mixed * mixed;
  if (!held[0] && !held[1] && xx > 0 && determinant > 0) {
    return [-(yy * gx - mixed * gy) / determinant, -(xx * gy - mixed * gx) / determinant];
  }
  const alone = (slope: number, curve: number): number => (curve > 0 ? -slope / curve : -Math.sign(slope));
  return [held[0] ? 0 : alone(gx, xx), held[1] ? 0 : alone(gy, yy)];
}

function bendsAt(of: Surface, at: Point): [Point, Point] {
  return [bend(of, at, [WIDTH, 0]), bend(of, at, [0, WIDTH])];
}

/** The second derivative along the direction in which it is least, among those that no bound holds; undefined if all are held. */
export function leastBend(of: Surface, at: Point, square: Square): number | undefined {
  const [x, y] = of(...at).gradient;
  const held = blocked(at, [-x, -y], square);
  const [[xx, xy], [yx, yy]] = bendsAt(of, at);
  if (held[0] || held[1]) return held[0] && held[1] ? undefined : held[0] ? yy : xx;
  return (xx + yy) / 2 - Math.hypot((xx - yy) / 2, (xy + yx) / 2);
}

/** Second derivatives along one variable, as the change of the gradient. */
function bend(of: Surface, [x, y]: Point, [dx, dy]: Point): Point {
  const above = of(x + dx, y + dy).gradient;
  const below = of(x - dx, y - dy).gradient;
  return [(above[0] - below[0]) / (2 * WIDTH), (above[1] - below[1]) / (2 * WIDTH)];
}

/** Halves the step until it lessens the value, or, where values differ by no more than rounding, the steepness. */
function walk(of: Surface, at: Point, here: Sample, step: Point, square: Square): { at: Point; sample: Sample } | undefined {
  const inside = (x: number): number => Math.max(square.low, Math.min(square.high, x));
  const rounding = ROUNDING * (1 + Math.abs(here.value));
  for (let part = 1, i = 0; i < HALVINGS; part /= 2, i += 1) {
    const next: Point = [inside(at[0] + part * step[0]), inside(at[1] + part * step[1])];
    if (next[0] === at[0] && next[1] === at[1]) return undefined;
    const sample = of(...next);
    const gain = here.value - sample.value;
    const isFlatter = (): boolean => steepness(next, sample.gradient, square) < steepness(at, here.gradient, square);
    if (gain > rounding || (gain >= -rounding && isFlatter())) return { at: next, sample };
  }
  return undefined;
}
