/** RFC 8785 (JCS): keys in the order of their UTF-16 units, no spaces, the shortest escapes. */
import type { Json, JsonObject } from './json';

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/;

function sortedKeys(object: JsonObject): string[] {
  const keys = [...object.keys()];
  for (let i = 1; i < keys.length; i += 1) {
    // Comparing strings with `<` compares UTF-16 units: just what the RFC asks for. Bundles come sorted.
    if (keys[i - 1]! > keys[i]!) return keys.sort((a, b) => (a < b ? -1 : 1));
  }
  return keys;
}

function quoted(text: string): string {
  // Beyond the control characters JSON.stringify escapes only unpaired surrogates, which cannot get here.
  return NEEDS_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}

export function canonicalText(value: Json): string {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value !== 'object') return String(value);
  let text = '';
  if (Array.isArray(value)) {
    for (const element of value) text += (text === '' ? '' : ',') + canonicalText(element);
    return `[${text}]`;
  }
  for (const key of sortedKeys(value)) {
    text += `${text === '' ? '' : ','}${quoted(key)}:${canonicalText(value.get(key)!)}`;
  }
  return `{${text}}`;
}
