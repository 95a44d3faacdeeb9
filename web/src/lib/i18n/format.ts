import type { Language, Text } from './types';

const LOCALE = { id: 'id-ID', en: 'en-GB' } as const;

/** Indonesia's three zones, by their offset from UTC in hours. */
const ZONES: Record<number, { zone: string; name: string }> = {
  7: { zone: 'Asia/Jakarta', name: 'WIB' },
  8: { zone: 'Asia/Makassar', name: 'WITA' },
  9: { zone: 'Asia/Jayapura', name: 'WIT' },
};
const WIB = ZONES[7]!;

/** Making an Intl object costs far more than using it, and a table asks a thousand times. */
const made = new Map<string, Intl.NumberFormat>();

function numberFormat(language: Language, decimals: number): Intl.NumberFormat {
  const key = `${language}${decimals}`;
  let format = made.get(key);
  if (!format) {
    format = new Intl.NumberFormat(LOCALE[language], { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
    made.set(key, format);
  }
  return format;
}

export const count = (value: number, language: Language): string => numberFormat(language, 0).format(value);

/** A decimal number as the API sends it ("88.00"), with exactly the decimals it has. */
export function decimal(text: string, language: Language): string {
  const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
  return numberFormat(language, Math.min(decimals, 20)).format(Number(text));
}

/** A number that was computed here, with at most `decimals` decimals. */
export const rounded = (value: number, decimals: number, language: Language): string => numberFormat(language, decimals).format(value);

/** 0.93 → 93%; what is nearly sure is not shown as sure. */
export function chance(text: string, language: Language): string {
  const value = Number(text);
  if (value > 0 && value < 0.005) return '<1%';
  if (value < 1 && value > 0.995) return '>99%';
  return `${numberFormat(language, 0).format(value * 100)}%`;
}

/** A day, a month or a year: "2024-12-04", "2024-12", "2024". Anything else is left as it is. */
export function day(text: string, language: Language): string {
  const found = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text);
  if (!found || !found[2]) return text;
  const options: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'long', timeZone: 'UTC', ...(found[3] ? { day: 'numeric' as const } : {}) };
  return new Intl.DateTimeFormat(LOCALE[language], options).format(new Date(`${found[1]}-${found[2]}-${found[3] ?? '01'}T00:00:00Z`));
}

/** The Indonesian zone of an instant's offset, else WIB. */
function zoneOf(text: string): { zone: string; name: string } {
  const offset = /([+-])(\d\d):00$/.exec(text);
  return (offset && ZONES[Number(offset[1] + offset[2]!)]) || WIB;
}

/** An instant in RFC 3339, in the Indonesian zone of its offset, with that zone's name. */
export function instant(text: string, language: Language): string {
  const { zone, name } = zoneOf(text);
  const format = new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeStyle: 'short', timeZone: zone });
  return `${format.format(new Date(text))} ${name}`;
}

/** The day of an instant in its Indonesian zone. */
export function dayOf(text: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALE[language], { dateStyle: 'long', timeZone: zoneOf(text).zone }).format(new Date(text));
}

/** Puts values in the places of a text: "{count} hasil". */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{([a-z_]+)\}/g, (place, name: string) => (name in values ? String(values[name]) : place));
}

export function pick(text: Text | null | undefined, language: Language): string {
  return text ? text[language] || text.id : '';
}
