export const yearsText = ([first, last]: readonly [number, number]): string => (first === last ? String(first) : `${first}–${last}`);
