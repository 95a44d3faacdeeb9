import { api, Problem, type Query } from '../../lib/api/client';
import type { Row, Rows } from '../../lib/api/types';
import { loadRows } from './load';

const keyOf = (query: Query): string => JSON.stringify(query);

/** The rows of a result as far as they were asked for. */
export class RowList {
  items = $state.raw<Row[]>([]);
  total = $state(0);
  next = $state<string | null>(null);
  isLoading = $state(false);
  failure = $state.raw<Problem | undefined>();
  private query: Query;
  private turn = 0;

  constructor(
    private readonly id: string,
    query: Query,
    rows: Rows,
  ) {
    this.query = query;
    this.take(rows);
  }

  /** Shows what `query` asks for, unless that is shown already. */
  async show(query: Query): Promise<void> {
    if (keyOf(query) === keyOf(this.query)) return;
    this.query = query;
    await this.retry();
  }

  async more(): Promise<void> {
    const { items, next: cursor, query } = this;
    if (cursor === null) return;
    await this.load(async () => {
      const rows = await api.rows(this.id, { ...query, cursor });
      return { ...rows, items: [...items, ...rows.items] };
    });
  }

  async retry(): Promise<void> {
    await this.load(() => loadRows(this.id, this.query));
  }

  private take(rows: Rows): void {
    this.items = rows.items;
    this.total = rows.total;
    this.next = rows.next;
  }

  /** An answer that was overtaken by a later question is dropped. */
  private async load(ask: () => Promise<Rows>): Promise<void> {
    const turn = ++this.turn;
    this.isLoading = true;
    this.failure = undefined;
    try {
      const rows = await ask();
      if (turn === this.turn) this.take(rows);
    } catch (error) {
      if (turn === this.turn) this.failure = error instanceof Problem ? error : new Problem(0);
    }
    if (turn === this.turn) this.isLoading = false;
  }
}
