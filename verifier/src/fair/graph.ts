/** The graph of jurors joined by shared entries: its components and the Laplacian of each. */
import { SquareMatrix } from './matrix';
import type { Ratings } from './ratings';

export interface Component {
  /** Numbers of its jurors, rising. */
  readonly jurors: Int32Array;
  /** Numbers of its entries, rising. */
  readonly entries: Int32Array;
}

export interface Graph {
  /** Numbered by their first jurors. */
  readonly components: readonly Component[];
  /** By juror: the component, and the place in its list of jurors. */
  readonly component: Int32Array;
  readonly place: Int32Array;
}

export function jurorGraph(ratings: Ratings): Graph {
  const root = joined(ratings);
  const number = new Map<number, number>();
  const jurors: number[][] = [];
  const component = new Int32Array(root.length);
  const place = new Int32Array(root.length);
  for (let j = 0; j < root.length; j += 1) {
    const top = find(root, j);
    const c = number.get(top) ?? number.size;
    number.set(top, c);
    const list = (jurors[c] ??= []);
    component[j] = c;
    place[j] = list.length;
    list.push(j);
  }
  const entries: number[][] = jurors.map(() => []);
  for (let e = 0; e < ratings.entries.length; e += 1) entries[component[ratings.juror[ratings.first[e]!]!]!]!.push(e);
  const components = jurors.map((list, c) => ({ jurors: Int32Array.from(list), entries: Int32Array.from(entries[c]!) }));
  return { components, component, place };
}

function joined({ jurors, entries, first, juror }: Ratings): Int32Array {
  const root = Int32Array.from(jurors, (_, j) => j);
  for (let e = 0; e < entries.length; e += 1) {
    for (let i = first[e]! + 1; i < first[e + 1]!; i += 1) root[find(root, juror[i]!)] = find(root, juror[first[e]!]!);
  }
  return root;
}

function find(root: Int32Array, start: number): number {
  let at = start;
  while (root[at] !== at) {
    root[at] = root[root[at]!]!;
    at = root[at]!;
  }
  return at;
}

/** A component with its equations. */
export interface Connected extends Component {
  /** A */
  readonly laplacian: SquareMatrix;
  /** b of its jurors. */
  readonly b: Float64Array;
}

export function connectedParts(ratings: Ratings, graph: Graph): Connected[] {
  const b = distances(ratings);
  return graph.components.map((component) => ({
    ...component,
    laplacian: laplacian(ratings, graph, component),
    b: Float64Array.from(component.jurors, (j) => b[j]!),
  }));
}

function laplacian(ratings: Ratings, { place }: Graph, component: Component): SquareMatrix {
  const matrix = new SquareMatrix(component.jurors.length);
  for (const e of component.entries) {
    const from = ratings.first[e]!;
    const to = ratings.first[e + 1]!;
    const share = 1 / (to - from);
    for (let i = from; i < to; i += 1) {
      const row = place[ratings.juror[i]!]! * matrix.size;
      for (let k = from; k < to; k += 1) matrix.cells[row + place[ratings.juror[k]!]!]! += i === k ? 1 - share : -share;
    }
  }
  return matrix;
}

/** By juror, the sum of his distances to the panels' means. */
function distances({ jurors, entries, first, juror, total, raw }: Ratings): Float64Array {
  const sums = new Float64Array(jurors.length);
  for (let e = 0; e < entries.length; e += 1) {
    for (let i = first[e]!; i < first[e + 1]!; i += 1) sums[juror[i]!]! += total[i]! - raw[e]!;
  }
  return sums;
}
