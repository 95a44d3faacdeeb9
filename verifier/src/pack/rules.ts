/** Bands, rankings and eligibility of a pack. */
import { refuse } from '../message';
import { Rational, type Rounding } from '../rational';
import { type Fields, refuseRepeats } from './fields';
import { readOrder } from './order';
import type {
  Band, BandTable, Cut, EligibilityRule, EligibilityTest, Ranking, TieRule, Tree, Trust, When,
} from './types';

export function readBandTable(
  fields: Fields, levels: ReadonlySet<string>, official: Rounding | undefined, inherited: Trust,
): BandTable {
  const trust = fields.trust(inherited);
  const closed = fields.choice('closed', ['both', 'lower', 'upper']);
  const round = !fields.has('round') ? undefined : fields.raw('round') === 'none' ? 'none' : fields.rounding('round');
  const bands = fields.records('list', (band) => readBand(band, trust));
  if (bands.length === 0) refuse(fields.at('list'), 'kosong', 'is empty');
  refuseRepeats(bands.map((band) => band.id), fields.at('list'));
  if (bands[0]!.from.compare(bands[bands.length - 1]!.from) > 0) bands.reverse();
  const inForce = round === 'none' ? undefined : round ?? official;
  checkNeighbours(bands, closed, inForce, fields.at('list'));
  const own = fields.has('level') ? new Set(fields.strings('level')) : undefined;
  for (const level of own ?? []) {
    if (!levels.has(level)) refuse(fields.at('level'), `tidak dinyatakan: "${level}"`, `not declared: "${level}"`);
  }
  return { levels: own, when: fields.when(), round, closed, bands, trust };
}

function readBand(fields: Fields, inherited: Trust): Band {
  fields.trust(inherited);
  if (fields.has('zone_name')) fields.text('zone_name');
  const from = fields.number('from');
  const to = fields.number('to');
  if (from.compare(to) > 0) refuse(fields.at('to'), 'kurang dari from', 'less than from');
  // Band ids are the issuer's own grades ("A", "Sangat Baik"), hence any text.
  return { id: fields.string('id'), name: fields.text('name'), from, to, zone: fields.has('zone') ? fields.string('zone') : '' };
}

/** Bands come here from low to high: each must begin where the one below ends (one unit later where both ends belong). */
function checkNeighbours(bands: readonly Band[], closed: BandTable['closed'], inForce: Rounding | undefined, path: string): void {
  if (closed === 'both' && inForce === undefined) {
    refuse(path, 'closed: both memerlukan pembulatan', 'closed: both needs a rounding');
  }
  const gap = closed === 'both' ? Rational.of(1n, 10n ** BigInt(inForce!.decimals)) : Rational.ZERO;
  for (let i = 1; i < bands.length; i += 1) {
    const due = bands[i - 1]!.to.add(gap);
    const order = bands[i]!.from.compare(due);
    const names = `"${bands[i - 1]!.id}", "${bands[i]!.id}"`;
    if (order > 0) refuse(path, `celah antara ${names}`, `gap between ${names}`);
    if (order < 0) refuse(path, `tumpang tindih antara ${names}`, `overlap between ${names}`);
  }
}

/** False when no subject can match both. */
function canMeet(left: When, right: When): boolean {
  for (const [attribute, values] of left) {
    const others = right.get(attribute);
    if (others !== undefined && ![...values].some((value) => others.has(value))) return false;
  }
  return true;
}

export function checkSpan(table: BandTable, trees: readonly Tree[], path: string): void {
  const lowest = table.bands[0]!.from;
  const highest = table.bands[table.bands.length - 1]!.to;
  for (const tree of trees) {
    const serves = (table.levels === undefined || table.levels.has(tree.level)) && canMeet(table.when, tree.when);
    if (!serves || tree.root.kind !== 'inner') continue;
    if (lowest.compare(tree.root.low) > 0 || highest.compare(tree.root.high) < 0) {
      refuse(path, `tidak mencakup rentang ${tree.root.low.toText()}..${tree.root.high.toText()}`,
        `does not span the range ${tree.root.low.toText()}..${tree.root.high.toText()}`);
    }
  }
}

export function readRanking(fields: Fields, levels: ReadonlySet<string>, trees: readonly Tree[], inherited: Trust): Ranking {
  const trust = fields.trust(inherited);
  const level = fields.reference('level', levels);
  const keys = nodeKeys(trees.filter((tree) => tree.level === level));
  const cuts = fields.optionalRecords('cuts', (cut) => readCut(cut, trust));
  refuseRepeats(cuts.map((cut) => cut.id), fields.at('cuts'));
  fields.optionalRecords('awards', (award) => {
    award.trust(trust);
    award.text('name');
    award.range('ranks');
  });
  return {
    id: fields.id(),
    name: fields.text('name'),
    level,
    when: fields.when(),
    by: fields.has('by') ? fields.strings('by') : [],
    ...readOrder(fields, trees.filter((tree) => tree.level === level), cuts),
    onExact: fields.choice('on', ['rounded', 'exact'], 'rounded') === 'exact',
    ascending: fields.choice('order', ['descending', 'ascending'], 'descending') === 'ascending',
    ties: fields.optionalRecords('ties', (tie) => readTie(tie, keys)),
    cuts,
    trust,
  };
}

/** A node may be named plainly or with its stage: which of the two a row has depends on the stages asked for. */
function nodeKeys(trees: readonly Tree[]): ReadonlySet<string> {
  const keys = new Set(['total']);
  for (const tree of trees) {
    for (const [id, node] of tree.nodes) {
      if (!node.insideItems) keys.add(id).add(`${tree.stage}/${id}`);
    }
  }
  return keys;
}

function readTie(fields: Fields, keys: ReadonlySet<string>): TieRule {
  fields.trust(0);
  const rule = fields.choice('rule', ['higher', 'lower', 'earlier', 'later']);
  const byNode = rule === 'higher' || rule === 'lower';
  return { rule, by: byNode ? fields.reference('node', keys) : fields.string('attribute') };
}

function readCut(fields: Fields, inherited: Trust): Cut {
  const trust = fields.trust(inherited);
  const places = fields.optionalWhole('places');
  const minScore = fields.optionalNumber('min_score');
  if (places === undefined && minScore === undefined) {
    refuse(fields.path, 'tanpa places maupun min_score', 'neither places nor min_score');
  }
  return { id: fields.id(), name: fields.text('name'), places, minScore, when: fields.when(), trust };
}

export function readEligibility(fields: Fields, levels: ReadonlySet<string>, inherited: Trust): EligibilityRule {
  fields.trust(inherited);
  fields.text('name');
  return {
    id: fields.id(),
    level: fields.reference('level', levels),
    when: fields.when(),
    attribute: fields.string('attribute'),
    test: readTest(fields),
  };
}

function readTest(fields: Fields): EligibilityTest {
  const rule = fields.choice('rule', ['min_age', 'between', 'none_of', 'fewer_than', 'one_of']);
  switch (rule) {
    case 'min_age':
      return { rule, on: fields.date('on'), years: fields.whole('years') };
    case 'between':
      return { rule, from: fields.optionalDate('from'), to: fields.optionalDate('to') };
    case 'fewer_than':
      return { rule, values: new Set(fields.strings('values')), limit: fields.whole('limit') };
    default:
      return { rule, values: new Set(fields.strings('values')) };
  }
}
