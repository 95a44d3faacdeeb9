/** Reads the pack of a bundle (its YAML as a tree whose scalars are all strings) into typed rules. */
import { isDate } from '../dates';
import type { Json, JsonObject } from '../json';
import { indexPath, keyPath, refuse } from '../message';
import { Rational, type Rounding } from '../rational';
import { type Context, Fields, refuseRepeats, toText } from './fields';
import { checkSpan, readBandTable, readEligibility, readRanking } from './rules';
import { readTree } from './tree';
import { type BandTable, type Evaluators, type Level, type Pack, type Parameter, type Stage, type Tree, type Trust, TRUST_NAMES } from './types';

const NO_CONTEXT: Context = { numbers: new Map(), dateParameters: new Set(), sources: new Set() };
const STAGE_KINDS = ['check', 'desk', 'objection', 'presentation', 'visit', 'plenary'] as const;

export function readPack(json: Json, settingsJson: JsonObject): Pack {
  const settings = new Map([...settingsJson].map(([id, value]) => [id, value as string]));
  const parameters = readParameters(json);
  const fields = new Fields(json, 'pack', {
    numbers: effectiveNumbers(parameters, settings),
    dateParameters: new Set(parameters.filter((each) => each.type === 'date').map((each) => each.id)),
    sources: sourceKeys(json),
  });
  const head = readHead(fields);
  const body = readBody(fields, head.trust);
  fields.end();
  return { ...head, ...body, parameters, settings };
}

/** Read before all else, as the numbers of the rest may be `$parameter`. */
function readParameters(json: Json): Parameter[] {
  if (!(json instanceof Map) || !json.has('parameters')) return [];
  const context = { ...NO_CONTEXT, sources: sourceKeys(json) };
  const parameters = new Fields(json, 'pack', context).records('parameters', readParameter);
  refuseRepeats(parameters.map((each) => each.id), 'pack.parameters');
  return parameters;
}

function readParameter(fields: Fields): Parameter {
  fields.trust(0);
  fields.text('name');
  const parameter: Parameter = {
    id: fields.id(),
    type: fields.choice('type', ['number', 'date']),
    choices: fields.has('choices') ? fields.strings('choices') : undefined,
  };
  if (fields.has('default')) checkSetting(parameter, fields.string('default'), fields.at('default'));
  else if (parameter.type === 'number') refuse(fields.at('default'), 'tidak ada', 'is absent');
  return parameter;
}

function checkSetting(parameter: Parameter, value: string, path: string): void {
  const number = Rational.parse(value);
  const isValid = parameter.type === 'number' ? number !== undefined : isDate(value);
  if (!isValid) refuse(path, `bukan ${parameter.type}: "${value}"`, `not a ${parameter.type}: "${value}"`);
  const isChosen = (choice: string): boolean =>
    choice === value || (number !== undefined && Rational.parse(choice)?.equals(number) === true);
  if (parameter.choices !== undefined && !parameter.choices.some(isChosen)) {
    refuse(path, `bukan salah satu pilihan: "${value}"`, `not one of the choices: "${value}"`);
  }
}

function effectiveNumbers(parameters: readonly Parameter[], settings: ReadonlyMap<string, string>): Map<string, Rational> {
  for (const id of settings.keys()) {
    if (!parameters.some((each) => each.id === id)) refuse(keyPath('parameters', id), 'parameter tidak dikenal', 'unknown parameter');
  }
  const numbers = new Map<string, Rational>();
  for (const parameter of parameters) {
    const value = settings.get(parameter.id);
    const path = keyPath('parameters', parameter.id);
    if (value !== undefined) checkSetting(parameter, value, path);
    if (parameter.type !== 'number') continue;
    if (value === undefined) refuse(path, 'tidak ada', 'is absent');
    numbers.set(parameter.id, Rational.parse(value)!);
  }
  return numbers;
}

function sourceKeys(json: Json): ReadonlySet<string> {
  const sources = json instanceof Map ? json.get('sources') : undefined;
  return new Set(sources instanceof Map ? sources.keys() : []);
}

function readHead(fields: Fields): Pick<Pack, 'id' | 'version' | 'name'> & { trust: Trust } {
  fields.choice('juara', ['pack/1']);
  fields.string('issuer');
  fields.range('years');
  readSources(fields);
  fields.optionalRecords('legal_basis', (basis) => {
    basis.label('title');
    basis.trust(0);
  });
  if (fields.has('about')) fields.text('about');
  fields.optionalList('notes', toText);
  fields.raw('trust');
  fields.raw('source');
  if (fields.has('parameters')) fields.raw('parameters');
  return { id: fields.id(), version: fields.string('version'), name: fields.text('name'), trust: fields.trust(TRUST_NAMES.length - 1) };
}

function readSources(fields: Fields): void {
  const sources = fields.raw('sources');
  if (!(sources instanceof Map)) refuse('pack.sources', 'pemetaan diharapkan', 'a mapping is expected');
  for (const [key, source] of sources) {
    const each = new Fields(source, keyPath('pack.sources', key), NO_CONTEXT);
    each.label('title');
    if (each.has('url')) each.string('url');
    each.end();
  }
}

function readBody(fields: Fields, trust: Trust): Omit<Pack, 'id' | 'version' | 'name' | 'parameters' | 'settings'> {
  const levels = readLevels(fields, trust);
  const levelIds = levels.map((level) => level.id);
  const known = new Set(levelIds);
  const stages = fields.optionalRecords('stages', (stage) => readStage(stage, trust));
  refuseRepeats(stages.map((stage) => stage.id), 'pack.stages');
  const stageIds = new Set(stages.map((stage) => stage.id));
  const trees = fields.records('trees', (tree) => readTree(tree, levelIds, stageIds, trust));
  if (trees.length === 0) refuse('pack.trees', 'kosong', 'is empty');
  checkStageWeights(stages, trees);
  const [rounding, roundingTrust] = readRounding(fields, trust);
  const rankings = fields.optionalRecords('rankings', (ranking) => readRanking(ranking, known, trees, trust));
  refuseRepeats(rankings.map((ranking) => ranking.id), 'pack.rankings');
  const eligibility = fields.optionalRecords('eligibility', (rule) => readEligibility(rule, known, trust));
  refuseRepeats(eligibility.map((rule) => rule.id), 'pack.eligibility');
  const bands = readBands(fields, known, trees, rounding, trust);
  return {
    levels, stages, trees, rounding, roundingTrust, rankings, eligibility, bands,
    groups: readNamed(fields, 'groups', trust),
    categories: readNamed(fields, 'categories', trust),
    evaluators: fields.record('evaluators', (own) => readEvaluators(own, trust)),
  };
}

function readBands(
  fields: Fields, levels: ReadonlySet<string>, trees: readonly Tree[], rounding: Rounding | undefined, trust: Trust,
): BandTable[] {
  const tables = fields.optionalRecords('bands', (table) => readBandTable(table, levels, rounding, trust));
  tables.forEach((table, i) => checkSpan(table, trees, indexPath('pack.bands', i)));
  return tables;
}

function readNamed(fields: Fields, key: string, trust: Trust): string[] {
  const ids = fields.optionalRecords(key, (named) => {
    named.trust(trust);
    named.text('name');
    return named.id();
  });
  refuseRepeats(ids, `pack.${key}`);
  return ids;
}

function readLevels(fields: Fields, trust: Trust): Level[] {
  const levels = fields.records('levels', (level) => {
    level.trust(trust);
    return { id: level.id(), name: level.text('name'), types: level.has('types') ? level.strings('types') : undefined };
  });
  if (levels.length === 0) refuse('pack.levels', 'kosong', 'is empty');
  refuseRepeats(levels.map((level) => level.id), 'pack.levels');
  refuseRepeats(levels.flatMap((level) => level.types ?? []), 'pack.levels');
  return levels;
}

function readStage(fields: Fields, inherited: Trust): Stage {
  fields.text('name');
  fields.choice('kind', STAGE_KINDS);
  fields.optionalWhole('days');
  if (fields.has('actor')) fields.text('actor');
  if (fields.has('minutes')) {
    fields.record('minutes', (minutes) => {
      minutes.trust(inherited);
      for (const key of ['presentation', 'interview']) minutes.optionalWhole(key);
    });
  }
  return { id: fields.id(), weight: fields.optionalNumber('weight'), trust: fields.trust(inherited) };
}

function checkStageWeights(stages: readonly Stage[], trees: readonly Tree[]): void {
  const scored = stages.filter((stage) => trees.some((tree) => tree.stage === stage.id));
  if (scored.length < 2) return;
  const unweighted = scored.find((stage) => stage.weight === undefined);
  if (unweighted !== undefined) {
    refuse('pack.stages', `tahap "${unweighted.id}" tanpa bobot`, `stage "${unweighted.id}" has no weight`);
  }
}

function readEvaluators(fields: Fields, inherited: Trust): Evaluators {
  for (const key of ['min', 'max']) fields.optionalWhole(key);
  const kind = fields.choice('combine', ['mean', 'median', 'trimmed_mean']);
  return {
    combine: { kind, dropLow: fields.optionalWhole('drop_low') ?? 0, dropHigh: fields.optionalWhole('drop_high') ?? 0 },
    at: fields.choice('at', ['indicator', 'total']),
    complete: fields.choice('sheets', ['complete', 'partial']) === 'complete',
    trust: fields.trust(inherited),
  };
}

function readRounding(fields: Fields, inherited: Trust): [Rounding | undefined, Trust] {
  if (fields.raw('rounding') === 'none') return [undefined, inherited];
  return fields.record('rounding', (own) => [own.roundingKeys(), own.trust(inherited)]);
}
