import type { Tone } from '../../lib/ui/Badge.svelte';

/** Colours of the zones that packs name; any other zone is shown without one. */
const TONES: Record<string, Tone> = { hijau: 'positive', kuning: 'warning', merah: 'negative' };

export const toneOf = (zone: string | null | undefined): Tone => TONES[zone ?? ''] ?? 'neutral';
