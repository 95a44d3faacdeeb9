import type { Band, BandTable, Pack } from './pack/types';
import type { Rational } from './rational';
import { matches, type Subject } from './subjects';

export function bandTableFor(pack: Pack, subject: Subject, level: string): BandTable | undefined {
  return pack.bands.find((table) => (table.levels?.has(level) ?? true) && matches(table.when, subject));
}

export function classify(table: BandTable, exact: Rational, official: Rational): Band | undefined {
  const value = table.round === undefined ? official : table.round === 'none' ? exact : exact.round(table.round);
  const last = table.bands.length - 1;
  return table.bands.find((band, i) => {
    const fromFits = value.compare(band.from);
    const toFits = value.compare(band.to);
    const includesFrom = table.closed !== 'upper' || i === 0;
    const includesTo = table.closed !== 'lower' || i === last;
    return (fromFits > 0 || (includesFrom && fromFits === 0)) && (toFits < 0 || (includesTo && toFits === 0));
  });
}
