export type Theme = 'device' | 'light' | 'dark';

const KEPT = 'juara.theme';
let current = $state<Theme>('device');

export const theme = (): Theme => current;

export function startTheme(): void {
  try {
    const kept = localStorage.getItem(KEPT);
    if (kept === 'light' || kept === 'dark') show(kept);
  } catch {
    // Without storage the device decides.
  }
}

export function chooseTheme(chosen: Theme): void {
  show(chosen);
  try {
    if (chosen === 'device') localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, chosen);
  } catch {
    // It holds for this visit.
  }
}

function show(chosen: Theme): void {
  current = chosen;
  if (chosen === 'device') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}
