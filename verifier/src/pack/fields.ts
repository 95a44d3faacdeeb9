/** Reads one mapping of the pack: every key must be asked for, what remains at the end is unknown and refused. */
import { isDate } from '../dates';
import type { Json, JsonObject } from '../json';
import { indexPath, keyPath, refuse } from '../message';
import { Rational, type Rounding, type RoundingMode } from '../rational';
import { type DateSource, type Text, TRUST_NAMES, type Trust, type When } from './types';

const ID = /^[a-z0-9][a-z0-9_-]*$/;
const WHOLE = /^[0-9]{1,9}$/;

/** What hangs together over the whole pack while it is read. */
export interface Context {
  readonly numbers: ReadonlyMap<string, Rational>;
  readonly dateParameters: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

export class Fields {
  private readonly asked = new Set<string>();
  private readonly members: JsonObject;

  constructor(value: Json, readonly path: string, private readonly context: Context) {
    if (!(value instanceof Map)) refuse(path, 'pemetaan diharapkan', 'a mapping is expected');
    this.members = value;
  }

  has(key: string): boolean {
    return this.members.has(key);
  }

  at(key: string): string {
    return keyPath(this.path, key);
  }

  raw(key: string): Json {
    this.asked.add(key);
    const value = this.members.get(key);
    if (value === undefined) refuse(this.at(key), 'tidak ada', 'is absent');
    return value;
  }

  private optional<T>(key: string, read: (key: string) => T): T | undefined {
    return this.has(key) ? read(key) : undefined;
  }

  string(key: string): string {
    const value = this.raw(key);
    if (typeof value !== 'string') refuse(this.at(key), 'teks diharapkan', 'a string is expected');
    return value;
  }

  id(key = 'id'): string {
    const value = this.string(key);
    if (!ID.test(value)) refuse(this.at(key), `bukan id: "${value}"`, `not an id: "${value}"`);
    return value;
  }

  choice<T extends string>(key: string, choices: readonly T[], standard?: T): T {
    if (standard !== undefined && !this.has(key)) return standard;
    const value = this.string(key);
    const found = choices.find((choice) => choice === value);
    if (found === undefined) refuse(this.at(key), `tidak dikenal: "${value}"`, `unknown: "${value}"`);
    return found;
  }

  /** A key that stands for something declared elsewhere in the pack. */
  reference(key: string, known: ReadonlySet<string>): string {
    const value = this.string(key);
    if (!known.has(value)) refuse(this.at(key), `tidak dinyatakan: "${value}"`, `not declared: "${value}"`);
    return value;
  }

  whole(key: string): number {
    const value = this.string(key);
    if (!WHOLE.test(value)) refuse(this.at(key), `bukan bilangan bulat: "${value}"`, `not a whole number: "${value}"`);
    return Number(value);
  }

  optionalWhole(key: string): number | undefined {
    return this.optional(key, () => this.whole(key));
  }

  number(key: string): Rational {
    return toNumber(this.string(key), this.at(key));
  }

  optionalNumber(key: string): Rational | undefined {
    return this.optional(key, () => this.number(key));
  }

  /** A number, or `$parameter` standing for its effective value. */
  weightLike(key: string): Rational {
    const value = this.string(key);
    if (!value.startsWith('$')) return toNumber(value, this.at(key));
    const effective = this.context.numbers.get(value.slice(1));
    if (effective === undefined) refuse(this.at(key), `bukan parameter angka: "${value}"`, `not a number parameter: "${value}"`);
    return effective;
  }

  optionalWeightLike(key: string): Rational | undefined {
    return this.optional(key, () => this.weightLike(key));
  }

  /** A date, or the id of a date parameter (with or without `$`). */
  date(key: string): DateSource {
    const value = this.string(key);
    if (isDate(value)) return { date: value };
    const parameter = value.startsWith('$') ? value.slice(1) : value;
    if (!this.context.dateParameters.has(parameter)) {
      refuse(this.at(key), `bukan tanggal atau parameter tanggal: "${value}"`, `not a date or date parameter: "${value}"`);
    }
    return { parameter };
  }

  optionalDate(key: string): DateSource | undefined {
    return this.optional(key, () => this.date(key));
  }

  range(key: string): [Rational, Rational] {
    const [low, high] = this.list(key, (value, path) => toNumber(asString(value, path), path));
    const count = (this.raw(key) as Json[]).length;
    if (low === undefined || high === undefined || count !== 2 || low.compare(high) > 0) {
      refuse(this.at(key), 'bukan [rendah, tinggi]', 'not [low, high]');
    }
    return [low, high];
  }

  list<T>(key: string, read: (value: Json, path: string) => T): T[] {
    const value = this.raw(key);
    if (!Array.isArray(value)) refuse(this.at(key), 'daftar diharapkan', 'a list is expected');
    return value.map((element, i) => read(element, indexPath(this.at(key), i)));
  }

  optionalList<T>(key: string, read: (value: Json, path: string) => T): T[] | undefined {
    return this.optional(key, () => this.list(key, read));
  }

  strings(key: string): string[] {
    return this.list(key, asString);
  }

  records<T>(key: string, read: (fields: Fields) => T): T[] {
    return this.list(key, (value, path) => {
      const fields = new Fields(value, path, this.context);
      const record = read(fields);
      fields.end();
      return record;
    });
  }

  optionalRecords<T>(key: string, read: (fields: Fields) => T): T[] {
    return this.has(key) ? this.records(key, read) : [];
  }

  record<T>(key: string, read: (fields: Fields) => T): T {
    const fields = new Fields(this.raw(key), this.at(key), this.context);
    const record = read(fields);
    fields.end();
    return record;
  }

  text(key: string): Text {
    return toText(this.raw(key), this.at(key));
  }

  /** A title that need not be translated: plain, or in both languages. */
  label(key: string): void {
    if (typeof this.raw(key) !== 'string') this.text(key);
  }

  when(): When {
    const when = new Map<string, Set<string>>();
    if (!this.has('when')) return when;
    const path = this.at('when');
    const value = this.raw('when');
    if (!(value instanceof Map)) refuse(path, 'pemetaan diharapkan', 'a mapping is expected');
    for (const [attribute, values] of value) {
      const at = keyPath(path, attribute);
      if (!Array.isArray(values) || values.length === 0) refuse(at, 'daftar diharapkan', 'a list is expected');
      when.set(attribute, new Set(values.map((each, i) => asString(each, indexPath(at, i)))));
    }
    return when;
  }

  rounding(key: string): Rounding {
    return this.record(key, (fields) => fields.roundingKeys());
  }

  roundingKeys(): Rounding {
    const decimals = this.whole('decimals');
    if (decimals > 9) refuse(this.at('decimals'), 'lebih dari 9', 'more than 9');
    return { decimals, mode: this.choice<RoundingMode>('mode', ['half_up', 'half_even', 'down']) };
  }

  /** The trust stated here, else the one inherited; also checks the `source` and `note` beside it. */
  trust(inherited: Trust): Trust {
    if (this.has('note')) this.text('note');
    if (this.has('source')) this.sourceKeys();
    if (!this.has('trust')) return inherited;
    return TRUST_NAMES.indexOf(this.choice('trust', TRUST_NAMES));
  }

  private sourceKeys(): void {
    const value = this.raw('source');
    const keys = Array.isArray(value) ? value : [value];
    for (const key of keys) {
      if (typeof key !== 'string' || !this.context.sources.has(key)) {
        refuse(this.at('source'), `sumber tidak dinyatakan: "${String(key)}"`, `source not declared: "${String(key)}"`);
      }
    }
  }

  end(): void {
    for (const key of this.members.keys()) {
      if (!this.asked.has(key)) refuse(this.at(key), 'kunci tidak dikenal', 'unknown key');
    }
  }
}

function asString(value: Json, path: string): string {
  if (typeof value !== 'string') refuse(path, 'teks diharapkan', 'a string is expected');
  return value;
}

function toNumber(text: string, path: string): Rational {
  const value = Rational.parse(text);
  if (value === undefined) refuse(path, `bukan angka: "${text}"`, `not a number: "${text}"`);
  return value;
}

export function toText(value: Json, path: string): Text {
  const id = value instanceof Map ? value.get('id') : undefined;
  const en = value instanceof Map ? value.get('en') : undefined;
  if (!(value instanceof Map) || value.size !== 2 || typeof id !== 'string' || typeof en !== 'string') {
    refuse(path, 'teks {id, en} diharapkan', 'a text {id, en} is expected');
  }
  return { id, en };
}

export function refuseRepeats(ids: readonly string[], path: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) refuse(path, `berulang: "${id}"`, `repeated: "${id}"`);
    seen.add(id);
  }
}
