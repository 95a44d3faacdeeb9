import { tick, type Component } from 'svelte';
import { Problem } from '../api/client';
import { match, pathTo, withQuery, type Params } from './match';
import { ROUTES, type Data } from './routes';

/** A page with its data. */
export interface Shown {
  path: string;
  params: Params;
  page: Component<{ data: Data; params: Params }>;
  data: Data;
}

type How = 'push' | 'replace' | 'history' | 'again';

const NOT_FOUND = new Problem(404);

class Router {
  /** What the address bar says, once its page is there. */
  url = $state.raw(new URL(location.href));
  shown = $state.raw<Shown | undefined>();
  failure = $state.raw<Problem | undefined>();
  isLoading = $state(false);
  private turn = 0;

  /** Loads the page of the address without showing it. */
  async start(): Promise<void> {
    history.scrollRestoration = 'manual';
    await this.open(this.url, 'again');
  }

  /** To be called once the app is on the screen. */
  listen(): void {
    document.addEventListener('click', (event) => this.follow(event));
    addEventListener('popstate', () => void this.open(new URL(location.href), 'history'));
    let later: ReturnType<typeof setTimeout> | undefined;
    addEventListener('scroll', () => {
      clearTimeout(later);
      later = setTimeout(() => this.keep({ y: scrollY }), 120);
    });
  }

  go(address: string, how: 'push' | 'replace' = 'push'): Promise<void> {
    const url = new URL(address, location.href);
    const lang = this.url.searchParams.get('lang');
    if (lang && !url.searchParams.has('lang')) url.searchParams.set('lang', lang);
    return this.open(url, how);
  }

  /** Changes the query of the page that is shown, which reacts to it by itself. */
  ask(changes: Record<string, string | null>, how: 'push' | 'replace' = 'replace'): void {
    void this.go(withQuery(this.url, changes), how);
  }

  /** Fetches the same page again: after an error, or because something was published. */
  again(): Promise<void> {
    return this.open(this.url, 'again');
  }

  /** Remembers something of the page for the way back to it. */
  keep(what: Record<string, unknown>): void {
    history.replaceState({ ...(history.state as object | null), ...what }, '');
  }

  private async open(url: URL, how: How): Promise<void> {
    const turn = ++this.turn;
    const found = match(url.pathname);
    if (found && how !== 'again' && this.isSamePage(url, ROUTES[found.name].reads ?? [])) {
      this.isLoading = false;
      return this.commit(url, how);
    }
    this.isLoading = true;
    const kept = how === 'history' || how === 'again' ? ((history.state ?? {}) as Record<string, unknown>) : {};
    try {
      if (!found) throw NOT_FOUND;
      const route = ROUTES[found.name];
      const [code, answer] = await Promise.allSettled([route.page(), route.load(found.params, url.searchParams, kept)]);
      if (turn !== this.turn) return;
      if (answer.status === 'rejected') throw answer.reason;
      if (code.status === 'rejected') {
        // The server is there, but not this code: it was brought up to date meanwhile. A fresh start gets the new one.
        if (this.shown) return location.assign(url);
        throw code.reason;
      }
      const { default: page } = code.value;
      const data = answer.value;
      this.commit(url, how);
      this.shown = { path: url.pathname, params: found.params, page, data };
      this.failure = undefined;
    } catch (error) {
      if (turn !== this.turn) return;
      // Behind sign-in: there first, and then back to here.
      if (error instanceof Problem && error.status === 401) return this.go(pathTo('signin', {}, { lanjut: url.pathname + url.search }), 'replace');
      this.commit(url, how);
      // What is on the screen is better than an error, if it was only to be freshened up.
      if (how === 'again' && this.shown && !this.failure) return void (this.isLoading = false);
      this.failure = error instanceof Problem ? error : new Problem(0);
    }
    this.isLoading = false;
    if (how !== 'again') await this.arrive(typeof kept['y'] === 'number' ? kept['y'] : 0);
  }

  private isSamePage(url: URL, reads: readonly string[]): boolean {
    const same = (key: string): boolean => url.searchParams.get(key) === this.url.searchParams.get(key);
    return !this.failure && this.shown?.path === url.pathname && reads.every(same);
  }

  private commit(url: URL, how: How): void {
    if (how === 'push' && url.href !== location.href) history.pushState({}, '', url);
    if (how === 'replace') history.replaceState(history.state, '', url);
    this.url = url;
  }

  private async arrive(y: number): Promise<void> {
    await tick();
    const target = this.url.hash ? document.getElementById(decodeURIComponent(this.url.hash.slice(1))) : null;
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    if (target && y === 0) target.scrollIntoView();
    else scrollTo(0, y);
  }

  private follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element | null)?.closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin || !match(link.pathname)) return;
    if (link.hash && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    void this.go(link.href);
  }
}

export const router = new Router();
