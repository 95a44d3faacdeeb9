// Recomputes the chain of the audit in the reader's browser: the hash of each line is that of its own text, which names the hash before it.

/** RFC 8785: members sorted, numbers and texts as JavaScript writes them. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([key, each]) => `${JSON.stringify(key)}:${canonical(each)}`).join(',')}}`;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

export interface Link {
  number: number;
  hash: string;
}

/** Looks at lines of the export in their order. */
export class Chain {
  last: Link = { number: 0, hash: '' };
  /** Numbers of the lines that do not fit. */
  readonly faults: number[] = [];

  async add(text: string): Promise<void> {
    const { hash, ...line } = JSON.parse(text) as Link & { previous: string };
    const fits = line.number === this.last.number + 1 && line.previous === this.last.hash && hash === (await sha256(canonical(line)));
    if (!fits) this.faults.push(line.number);
    this.last = { number: line.number, hash };
  }
}
