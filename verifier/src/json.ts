/**
 * A strict JSON reader. The platform's own would let a repeated key hide a value (the last one wins)
 * and would turn fractions into floats, so two readers could see two different bundles.
 */
import { indexPath, keyPath, refuse } from './message';

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = Map<string, Json>;

export const MAX_DEPTH = 64;

/** With the `u` flag a pair is one character, so this finds only halves. */
const UNPAIRED_SURROGATE = /[\ud800-\udfff]/u;
const SHORT_ESCAPES: Record<string, string> = {
  '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t',
};

export function parseJson(text: string): Json {
  return new Reader(text).document();
}

class Reader {
  private position = 0;
  private readonly trail: (string | number)[] = [];
  private readonly integer = /-?(?:0|[1-9][0-9]*)/y;
  private readonly plainString = /[^"\\\u0000-\u001f]*/y;

  constructor(private readonly text: string) {}

  document(): Json {
    const value = this.value(0);
    this.skipSpace();
    if (this.position < this.text.length) this.fail('teks sesudah akhir JSON', 'text after the end of the JSON');
    return value;
  }

  private value(depth: number): Json {
    this.skipSpace();
    switch (this.text[this.position]) {
      case '{':
        return this.object(depth + 1);
      case '[':
        return this.array(depth + 1);
      case '"':
        return this.string();
      case 't':
        return this.word('true', true);
      case 'f':
        return this.word('false', false);
      case 'n':
        return this.word('null', null);
      default:
        return this.number();
    }
  }

  private object(depth: number): JsonObject {
    this.enter(depth);
    const members: JsonObject = new Map();
    if (this.accept('}')) return members;
    do {
      this.skipSpace();
      if (this.text[this.position] !== '"') this.fail('kunci diharapkan', 'a key is expected');
      const key = this.string();
      this.trail.push(key);
      if (members.has(key)) this.fail('kunci berulang', 'repeated key');
      if (!this.accept(':')) this.fail('":" diharapkan', '":" is expected');
      members.set(key, this.value(depth));
      this.trail.pop();
    } while (this.accept(','));
    if (!this.accept('}')) this.fail('"," atau "}" diharapkan', '"," or "}" is expected');
    return members;
  }

  private array(depth: number): Json[] {
    this.enter(depth);
    const values: Json[] = [];
    if (this.accept(']')) return values;
    do {
      this.trail.push(values.length);
      values.push(this.value(depth));
      this.trail.pop();
    } while (this.accept(','));
    if (!this.accept(']')) this.fail('"," atau "]" diharapkan', '"," or "]" is expected');
    return values;
  }

  private enter(depth: number): void {
    if (depth > MAX_DEPTH) this.fail(`lebih dalam dari ${MAX_DEPTH}`, `deeper than ${MAX_DEPTH}`);
    this.position += 1;
  }

  private string(): string {
    const start = this.position + 1;
    this.plainString.lastIndex = start;
    this.plainString.test(this.text);
    this.position = this.plainString.lastIndex;
    const plain = this.text.slice(start, this.position);
    if (this.text[this.position] !== '"') return this.escapedString(plain);
    this.position += 1;
    return plain;
  }

  private escapedString(plain: string): string {
    let value = plain;
    while (this.text[this.position] !== '"') {
      if (this.text[this.position] !== '\\') this.fail('string tidak sah', 'invalid string');
      value += this.escape();
      this.plainString.lastIndex = this.position;
      this.plainString.test(this.text);
      value += this.text.slice(this.position, this.plainString.lastIndex);
      this.position = this.plainString.lastIndex;
    }
    this.position += 1;
    if (UNPAIRED_SURROGATE.test(value)) this.fail('surrogate tanpa pasangan', 'unpaired surrogate');
    return value;
  }

  private escape(): string {
    const letter = this.text[this.position + 1] ?? '';
    if (letter === 'u') {
      const digits = this.text.slice(this.position + 2, this.position + 6);
      if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.fail('escape tidak sah', 'invalid escape');
      this.position += 6;
      return String.fromCharCode(parseInt(digits, 16));
    }
    const character = SHORT_ESCAPES[letter];
    if (character === undefined) this.fail('escape tidak sah', 'invalid escape');
    this.position += 2;
    return character;
  }

  private number(): number {
    this.integer.lastIndex = this.position;
    const digits = this.integer.exec(this.text)?.[0];
    if (digits === undefined) this.fail('nilai JSON diharapkan', 'a JSON value is expected');
    this.position += digits.length;
    if (/[.eE]/.test(this.text[this.position] ?? '')) this.fail('angka bukan bilangan bulat', 'a number that is not an integer');
    const value = Number(digits);
    if (!Number.isSafeInteger(value)) this.fail('bilangan bulat di luar ±2^53', 'integer beyond ±2^53');
    return value;
  }

  private word<T extends Json>(word: string, value: T): T {
    if (!this.text.startsWith(word, this.position)) this.fail('nilai JSON diharapkan', 'a JSON value is expected');
    this.position += word.length;
    return value;
  }

  private accept(character: string): boolean {
    this.skipSpace();
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const unit = this.text.charCodeAt(this.position);
      if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return;
      this.position += 1;
    }
  }

  private fail(id: string, en: string): never {
    let path = '';
    for (const step of this.trail) path = typeof step === 'number' ? indexPath(path, step) : keyPath(path, step);
    refuse(path, `${id} (posisi ${this.position})`, `${en} (at position ${this.position})`);
  }
}
