import { Problem } from '../api/client';
import type { List } from '../api/types';

/** A list that grows page by page. */
export class Pages<T> {
  private more = $state.raw<{ of: List<T>; items: T[]; next: string | null } | undefined>();
  failed = $state(false);

  /** `first` is read anew whenever it changes, and what had grown from another is dropped. */
  constructor(
    private readonly first: () => List<T>,
    private readonly fetch: (cursor: string) => Promise<List<T>>,
  ) {}

  private get grown(): { items: T[]; next: string | null } {
    const first = this.first();
    return this.more?.of === first ? this.more : first;
  }
  get items(): T[] {
    return this.grown.items;
  }
  get next(): string | null {
    return this.grown.next;
  }

  async grow(): Promise<void> {
    const first = this.first();
    const { items, next } = this.grown;
    if (next === null) return;
    this.failed = false;
    try {
      const list = await this.fetch(next);
      this.more = { of: first, items: [...items, ...list.items], next: list.next };
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.failed = true;
    }
  }
}
