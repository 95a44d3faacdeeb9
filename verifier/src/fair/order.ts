/** The order of the jurors in the Cholesky factor, on which the numbers drawn depend. */
import type { Connected } from './graph';

const LARGE = 1000;

/** For each component, its places in order. */
export function factorOrders(parts: readonly Connected[], jurors: number): Int32Array[] {
  const asNumbered = parts.map((part) => Int32Array.from(part.jurors, (_, i) => i));
  if (parts.every((part) => part.jurors.length <= LARGE)) return asNumbered;
  const eliminations = parts.map(leastDegree);
  const fill = eliminations.reduce((sum, each) => sum + each.fill, 0);
  return fill < (jurors * jurors) / 8 ? eliminations.map((each) => each.order) : asNumbered;
}

interface Elimination {
  readonly order: Int32Array;
  readonly fill: number;
}

/** Neighbours are kept as bits, so that joining two sets of them takes 32 at a time. */
function leastDegree({ laplacian, jurors }: Connected): Elimination {
  const size = jurors.length;
  const words = (size + 31) >> 5;
  const neighbours = new Int32Array(size * words);
  const degree = new Int32Array(size);
  for (let i = 0; i < size; i += 1) {
    for (let k = 0; k < size; k += 1) if (i !== k && laplacian.at(i, k) !== 0) neighbours[i * words + (k >> 5)]! |= 1 << (k & 31);
    degree[i] = bitsIn(neighbours, i * words, words);
  }
  const order = new Int32Array(size);
  const isOut = new Uint8Array(size);
  let fill = 0;
  for (let step = 0; step < size; step += 1) {
    const next = lowest(degree, isOut);
    order[step] = next;
    fill += degree[next]!;
    isOut[next] = 1;
    removeNode(next, neighbours, words, degree);
  }
  return { order, fill };
}

function lowest(degree: Int32Array, isOut: Uint8Array): number {
  let found = -1;
  for (let i = 0; i < degree.length; i += 1) {
    if (isOut[i] === 0 && (found < 0 || degree[i]! < degree[found]!)) found = i;
  }
  return found;
}

/** The neighbours of the node become neighbours of each other. */
function removeNode(node: number, neighbours: Int32Array, words: number, degree: Int32Array): void {
  const own = node * words;
  for (let i = 0; i < degree.length; i += 1) {
    if ((neighbours[own + (i >> 5)]! & (1 << (i & 31))) === 0) continue;
    const row = i * words;
    for (let w = 0; w < words; w += 1) neighbours[row + w]! |= neighbours[own + w]!;
    neighbours[row + (i >> 5)]! &= ~(1 << (i & 31));
    neighbours[row + (node >> 5)]! &= ~(1 << (node & 31));
    degree[i] = bitsIn(neighbours, row, words);
  }
}

function bitsIn(words: Int32Array, from: number, count: number): number {
  let bits = 0;
  for (let i = from; i < from + count; i += 1) {
    let word = words[i]!;
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    bits += Math.imul((word + (word >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}
