/** Places 1, 2, 2, 4 of entrants known by their position. */

/** `compare` is below zero when the left one stands before; it must be a weak order. */
export function placesBy(count: number, compare: (left: number, right: number) => number): number[] {
  const order = Array.from({ length: count }, (_, i) => i).sort(compare);
  const places = new Array<number>(count);
  order.forEach((entrant, i) => {
    const before = order[i - 1];
    places[entrant] = before !== undefined && compare(before, entrant) === 0 ? places[before]! : i + 1;
  });
  return places;
}

export interface Layers {
  readonly places: number[];
  /** False where two of different layers are not decided by the order itself. */
  readonly isComplete: boolean;
}

/** First those whom nobody is before, then the same among the rest, and so on. */
export function layersBy(count: number, isBefore: (left: number, right: number) => boolean): Layers {
  const places = new Array<number>(count);
  let rest = Array.from({ length: count }, (_, i) => i);
  let isComplete = true;
  while (rest.length > 0) {
    const here = rest;
    const top = here.filter((b) => !here.some((a) => isBefore(a, b)));
    rest = here.filter((b) => !top.includes(b));
    for (const entrant of top) {
      places[entrant] = count - here.length + 1;
      isComplete &&= rest.every((behind) => isBefore(entrant, behind));
    }
  }
  return { places, isComplete };
}
