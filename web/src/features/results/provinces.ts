import type { Region } from '../../lib/api/types';

/** Kemendagri's code, name, letters (ISO 3166-2:ID) and place on the tile map (column, row). */
export interface Province {
  code: string;
  name: string;
  letters: string;
  column: number;
  row: number;
}

const TABLE = `
11 Aceh AC 1 1|12 Sumatera Utara SU 2 2|13 Sumatera Barat SB 2 3|14 Riau RI 3 3|15 Jambi JA 3 4|16 Sumatera Selatan SS 4 5|17 Bengkulu BE 3 5|18 Lampung LA 4 6
19 Kepulauan Bangka Belitung BB 5 4|21 Kepulauan Riau KR 4 2|31 DKI Jakarta JK 6 6|32 Jawa Barat JB 6 7|33 Jawa Tengah JT 7 7|34 Daerah Istimewa Yogyakarta YO 7 8
35 Jawa Timur JI 8 7|36 Banten BT 5 7|51 Bali BA 9 7|52 Nusa Tenggara Barat NB 10 7|53 Nusa Tenggara Timur NT 11 7|61 Kalimantan Barat KB 7 3|62 Kalimantan Tengah KT 8 3
63 Kalimantan Selatan KS 9 4|64 Kalimantan Timur KI 9 3|65 Kalimantan Utara KU 9 2|71 Sulawesi Utara SA 12 2|72 Sulawesi Tengah ST 11 3|73 Sulawesi Selatan SN 11 5
74 Sulawesi Tenggara SG 12 4|75 Gorontalo GO 11 2|76 Sulawesi Barat SR 11 4|81 Maluku MA 13 5|82 Maluku Utara MU 13 3|91 Papua PA 16 4|92 Papua Barat PB 15 4
93 Papua Selatan PS 17 6|94 Papua Tengah PT 16 5|95 Papua Pegunungan PE 17 5|96 Papua Barat Daya PD 14 4`;

export const PROVINCES: readonly Province[] = TABLE.trim()
  .split(/[|\n]/)
  .map((text) => {
    const [, code, name, letters, column, row] = /^(\d\d) (.+) ([A-Z]{2}) (\d+) (\d+)$/.exec(text)!;
    return { code: code!, name: name!, letters: letters!, column: Number(column), row: Number(row) };
  });

const byName = new Map(PROVINCES.map((each) => [each.name.toLowerCase(), each]));
const byCode = new Map(PROVINCES.map((each) => [each.code, each]));

/** The province of a region given by Kemendagri's code ("36", "36.73") or by a province's name. */
export function provinceOf(region: string, name?: string | null): Province | undefined {
  const code = /^(\d\d)(\.|$)/.exec(region)?.[1];
  if (code) return byCode.get(code);
  return byName.get((name ?? region).toLowerCase().replace(/^provinsi /, ''));
}

/** What to call a region: by its own name, or by its province's if only that is known. */
export const regionName = ({ code, name }: Pick<Region, 'code' | 'name'>): string => name ?? byCode.get(code)?.name ?? code;

/** Regions by the code of their province. */
export function byProvince(regions: readonly Region[]): Map<string, Region[]> {
  const found = new Map<string, Region[]>();
  for (const region of regions) {
    const code = provinceOf(region.code, region.name)?.code;
    if (code) found.set(code, [...(found.get(code) ?? []), region]);
  }
  return found;
}
