/** Everything a person reads exists in both languages; paths and values stay as they are. */

export type Language = 'id' | 'en';

export interface Message {
  readonly id: string;
  readonly en: string;
}

/** One thing found wrong, at a path such as `results[3].score`. */
export interface Failure {
  readonly path: string;
  readonly message: Message;
}

/** Thrown by readers at the first thing they cannot accept. */
export class Refusal extends Error {
  constructor(readonly path: string, readonly text: Message) {
    super(`${path}: ${text.en}`);
  }

  get failure(): Failure {
    return { path: this.path, message: this.text };
  }
}

export function refuse(path: string, id: string, en: string): never {
  throw new Refusal(path, { id, en });
}

const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_-]*$/;

export function keyPath(path: string, key: string): string {
  if (!PLAIN_KEY.test(key)) return `${path}[${JSON.stringify(key)}]`;
  return path === '' ? key : `${path}.${key}`;
}

export function indexPath(path: string, index: number): string {
  return `${path}[${index}]`;
}

export function failureText(failure: Failure, language: Language): string {
  return `${failure.path === '' ? '$' : failure.path}: ${failure.message[language]}`;
}
