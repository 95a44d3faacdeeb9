import { mount } from 'svelte';
import App from './App.svelte';
import { startLanguage } from './lib/i18n/index.svelte';
import { router } from './lib/router/router.svelte';
import { startTheme } from './lib/ui/theme.svelte';
import './lib/ui/base.css';

/** Takes the page over from what the server wrote, at the same place. */
function takeOver(): void {
  const place = scrollY;
  const root = document.createElement('div');
  mount(App, { target: root });
  document.body.replaceChildren(root);
  scrollTo(0, place);
  router.listen();
}

async function start(): Promise<void> {
  startTheme();
  startLanguage();
  await router.start();
  const isReadable = Boolean(document.getElementById('app')?.hasChildNodes());
  // What the server wrote is better than an error page; it stays until the line is back.
  if (router.failure?.status === 0 && isReadable) addEventListener('online', () => void start(), { once: true });
  else takeOver();
}

void start();
