// The public half of docs/developer/api.md.
import type { Text } from '../i18n/types';

export interface List<T> {
  items: T[];
  next: string | null;
}

export type Trust = 'official' | 'reported' | 'code' | 'derived' | 'illustrative';
export type State = 'published' | 'withdrawn' | 'replaced';

export interface PackId {
  id: string;
  version: string;
  name: Text;
}

export interface PackInList extends PackId {
  years: [number, number];
  issuer: string;
  trust: Trust;
}

export interface Pack extends PackInList {
  about: Text | null;
  words: Text;
  yaml: string;
  sources: { key: string; title: string; url: string | null }[];
}

export interface ProgrammeInShort {
  slug: string;
  title: Text;
  year: number;
}

/** A result as its programme lists it. */
export interface ResultOfProgramme {
  id: string;
  caption: Text;
  year: number;
  state: State;
  published_at: string;
  illustrative: boolean;
  subjects: number;
}

export interface ResultInShort extends ResultOfProgramme {
  programme: ProgrammeInShort;
  pack: PackId;
}

export interface Programme extends ProgrammeInShort {
  date: string | null;
  place: string | null;
  organiser: string | null;
  pack: PackId;
  results: ResultOfProgramme[];
}

export interface ProgrammeInFull extends Programme {
  facts: Text[];
  illustrative: Text[];
}

export interface Named {
  id: string;
  name: Text;
  count: number;
}

export interface Region {
  code: string;
  name: string | null;
  count: number;
}

export interface Zoned {
  id: string;
  name: Text;
  zone: string | null;
  zone_name: Text | null;
}

export interface Cut {
  id: string;
  name: Text;
  places: number | null;
  min_score: string | null;
}

export interface Contest {
  level: string;
  ranking: string;
  name: Text;
  scope: Record<string, string>;
  count: number;
  cuts: Cut[];
}

export interface Fair {
  model: 'shared' | 'lot';
  top: number[];
  case: string;
  reliability: string | null;
  components: number;
  weakest_link: string | null;
  notices: Text[];
}

export interface Result extends ResultInShort {
  pack: PackId & { trust: Trust };
  notices: Text[];
  levels: Named[];
  groups: Named[];
  categories: Named[];
  regions: Region[];
  bands: (Zoned & { count: number })[];
  contests: Contest[];
  fair: Fair | null;
  bundle: { sha256: string; bytes: number; signed_by: string | null } | null;
  verified: { by: string[]; at: string };
  withdrawn: { at: string; reason: Text } | null;
  replaced_by: { id: string; at: string; note: Text } | null;
  replaces: { id: string; note: Text } | null;
  history: { id: string; year: number; caption: Text }[];
}

export interface Previous {
  result: string;
  year: number;
  score: string | null;
  rank: number | null;
  ranked_among: number | null;
  band: Zoned | null;
}

export interface FairRow {
  raw: string;
  corrected: string;
  se: string | null;
  sheets: number;
  chances: { top: number; p: string | null }[];
  rank_low: number | null;
  rank_high: number | null;
  zone: 'in' | 'borderline' | 'out' | null;
}

export interface Row {
  subject: string;
  name: string;
  unit: string | null;
  level: string;
  /** Its place in the contests of the result. */
  contest: number | null;
  group: string | null;
  category: string | null;
  region: string | null;
  score: string | null;
  band: Zoned | null;
  rank: number | null;
  ranked_among: number | null;
  tie: { rule: string; name: Text } | null;
  cuts: { id: string; name: Text; undecided: boolean }[];
  complete: boolean;
  ineligible: boolean;
  broken: Text[];
  missing: string[];
  trust: Trust;
  previous: Previous | null;
  fair: FairRow | null;
}

export interface Rows extends List<Row> {
  total: number;
}

export interface ExplainedRow extends Row {
  explanation: Text;
}

export interface Unit {
  slug: string;
  name: string;
  region: string | null;
  parent: { slug: string; name: string } | null;
  results: number;
}

export interface UnitInFull extends Unit {
  rows: (Row & { result: ResultInShort })[];
}

export interface Found {
  programmes: ProgrammeInShort[];
  results: ResultInShort[];
  units: Unit[];
}

/** RFC 9457. */
export interface ProblemBody {
  title?: string;
  status?: number;
  detail?: string;
  code?: string;
  request_id?: string;
  problems?: { code: string; detail: string; field: string | null; line: number | null }[];
  total?: number;
}
