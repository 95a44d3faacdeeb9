/** Puts the `place`-th highest value (from 1) of the first `count` into its place and returns it; disturbs their order. */
export function highest(values: Float64Array, count: number, place: number): number {
  let low = 0;
  let high = count - 1;
  const target = place - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1]!;
    let i = low;
    let k = high;
    while (i <= k) {
      while (values[i]! > pivot) i += 1;
      while (values[k]! < pivot) k -= 1;
      if (i <= k) {
        const kept = values[i]!;
        values[i] = values[k]!;
        values[k] = kept;
        i += 1;
        k -= 1;
      }
    }
    if (target <= k) high = k;
    else if (target >= i) low = i;
    else break;
  }
  return values[target]!;
}
