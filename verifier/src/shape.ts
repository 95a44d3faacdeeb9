/** Shapes of JSON values: each refuses, by its path, what is not of its shape. */
import { compareUtf8 } from './bytes';
import type { Json, JsonObject } from './json';
import { indexPath, keyPath, refuse } from './message';

export type Shape = (value: Json, path: string) => void;

export const text: Shape = (value, path) => {
  if (typeof value !== 'string') refuse(path, 'teks diharapkan', 'a string is expected');
};

export const flag: Shape = (value, path) => {
  if (typeof value !== 'boolean') refuse(path, 'true/false diharapkan', 'true/false is expected');
};

export const placeOrNull: Shape = (value, path) => {
  if (value !== null && (typeof value !== 'number' || value < 1)) refuse(path, 'bilangan ≥ 1 atau null diharapkan', 'an integer ≥ 1 or null is expected');
};

export function listOf(element: Shape): Shape {
  return (value, path) => {
    if (!Array.isArray(value)) refuse(path, 'daftar diharapkan', 'a list is expected');
    value.forEach((each, i) => element(each, indexPath(path, i)));
  };
}

export function mapOf(member: Shape): Shape {
  return (value, path) => {
    if (!(value instanceof Map)) refuse(path, 'objek diharapkan', 'an object is expected');
    value.forEach((each, key) => member(each, keyPath(path, key)));
  };
}

export function record(members: Record<string, Shape>, optional: readonly string[] = []): Shape {
  const known = new Map(Object.entries(members));
  return (value, path) => {
    if (!(value instanceof Map)) refuse(path, 'objek diharapkan', 'an object is expected');
    for (const key of value.keys()) {
      if (!known.has(key)) refuse(keyPath(path, key), 'kunci tidak dikenal', 'unknown key');
    }
    for (const [key, shape] of known) {
      const member = value.get(key);
      if (member !== undefined) shape(member, keyPath(path, key));
      else if (!optional.includes(key)) refuse(keyPath(path, key), 'tidak ada', 'is absent');
    }
  };
}

/** A list in strictly rising byte order of the named members: this also rules out repetitions. */
export function orderedBy(keys: readonly string[], element: Shape): Shape {
  const elements = listOf(element);
  return (value, path) => {
    elements(value, path);
    const rows = value as JsonObject[];
    for (let i = 1; i < rows.length; i += 1) {
      if (compareBy(keys, rows[i - 1]!, rows[i]!) >= 0) {
        refuse(indexPath(path, i), `tidak urut menurut ${keys.join(', ')}, atau berulang`, `not in order of ${keys.join(', ')}, or repeated`);
      }
    }
  };
}

function compareBy(keys: readonly string[], left: JsonObject, right: JsonObject): number {
  for (const key of keys) {
    const order = compareUtf8(left.get(key) as string, right.get(key) as string);
    if (order !== 0) return order;
  }
  return 0;
}

export function hexOf(bytes: number): Shape {
  return (value, path) => {
    if (typeof value !== 'string' || value.length !== 2 * bytes || !/^[0-9a-f]*$/.test(value)) {
      refuse(path, `${2 * bytes} digit heksadesimal kecil diharapkan`, `${2 * bytes} lower-case hex digits are expected`);
    }
  };
}

export function exactly(word: string): Shape {
  return (value, path) => {
    if (value !== word) refuse(path, `"${word}" diharapkan`, `"${word}" is expected`);
  };
}
