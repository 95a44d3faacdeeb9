import type { Json, JsonObject } from './json';
import { type Failure, indexPath, keyPath } from './message';

/** Collects differences up to a limit; what lies beyond is only counted as "there is more". */
export class Differences {
  readonly found: Failure[] = [];
  hasMore = false;

  constructor(private readonly limit: number) {}

  compare(stated: Json | undefined, recomputed: Json | undefined, path: string): void {
    if (Array.isArray(stated) && Array.isArray(recomputed)) {
      const length = Math.max(stated.length, recomputed.length);
      for (let i = 0; i < length; i += 1) this.compare(stated[i], recomputed[i], indexPath(path, i));
    } else if (stated instanceof Map && recomputed instanceof Map) {
      this.compareMembers(stated, recomputed, path);
    } else if (stated !== recomputed) {
      this.add(stated, recomputed, path);
    }
  }

  private compareMembers(stated: JsonObject, recomputed: JsonObject, path: string): void {
    for (const [key, value] of stated) {
      const other = recomputed.get(key);
      // Paths are only written out for what differs: most members of a big bundle do not.
      if (value !== other) this.compare(value, other, keyPath(path, key));
    }
    for (const [key, value] of recomputed) {
      if (!stated.has(key)) this.compare(undefined, value, keyPath(path, key));
    }
  }

  private add(stated: Json | undefined, recomputed: Json | undefined, path: string): void {
    if (this.found.length >= this.limit) {
      this.hasMore = true;
      return;
    }
    const message = {
      id: `bundel ${shown(stated, 'tidak ada')}, hitung ulang ${shown(recomputed, 'tidak ada')}`,
      en: `bundle ${shown(stated, 'absent')}, recomputed ${shown(recomputed, 'absent')}`,
    };
    this.found.push({ path, message });
  }
}

function shown(value: Json | undefined, absent: string): string {
  if (value === undefined) return absent;
  if (value instanceof Map) return '{…}';
  return Array.isArray(value) ? '[…]' : JSON.stringify(value);
}
