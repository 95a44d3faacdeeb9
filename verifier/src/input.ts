/** What a tally works on: subjects with their trees, items and sheets, all checked against the pack. */
import { compareUtf8 } from './bytes';
import type { JsonObject } from './json';
import { indexPath, keyPath, refuse } from './message';
import type { Pack, Tree, TreeNode } from './pack/types';
import { childrenByParent, heights, levelOf, readSubjects, scoredStages, type Subject, treeFor } from './subjects';
import { acceptValue, type Value } from './values';

export interface Item {
  readonly id: string;
  readonly attributes: ReadonlyMap<string, string>;
}

export interface Sheet {
  readonly evaluator: string;
  readonly values: ReadonlyMap<string, Value>;
}

/** Sheets of one stage by item ("" outside of items), evaluators in order. */
export type StageSheets = Map<string, Sheet[]>;

export interface Entry {
  readonly subject: Subject;
  readonly level: string;
  /** Scored stages of its level with the tree that serves this subject, whatever stage was asked for. */
  readonly trees: ReadonlyMap<string, Tree | undefined>;
  /** In order of id. */
  items: Item[];
  readonly itemIds: Set<string>;
  readonly sheets: Map<string, StageSheets>;
}

export interface Input {
  readonly pack: Pack;
  readonly stage: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly children: ReadonlyMap<string, readonly Subject[]>;
}

export function readInput(parts: JsonObject, pack: Pack): Input {
  const stage = (parts.get('request') as JsonObject).get('stage') as string;
  if (stage !== '' && !pack.trees.some((tree) => tree.stage === stage)) {
    refuse('request.stage', `tahap tidak dikenal: "${stage}"`, `unknown stage: "${stage}"`);
  }
  const subjects = readSubjects(parts.get('subjects')!, pack);
  const children = childrenByParent(subjects);
  const entries = makeEntries(subjects, heights(subjects, children), pack);
  const hasItemsList = readItems(parts.get('items') as JsonObject[], entries);
  readSheets(parts.get('sheets') as JsonObject[], entries, hasItemsList);
  for (const entry of entries.values()) refuseCoveredValues(entry);
  return { pack, stage, entries, children };
}

function makeEntries(subjects: ReadonlyMap<string, Subject>, height: ReadonlyMap<string, number>, pack: Pack): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const subject of subjects.values()) {
    const level = levelOf(subject, height.get(subject.id)!, pack.levels, indexPath('subjects', entries.size)).id;
    const trees = new Map(scoredStages(pack, level).map((stage) => [stage, treeFor(pack, subject, level, stage)]));
    entries.set(subject.id, { subject, level, trees, items: [], itemIds: new Set(), sheets: new Map() });
  }
  return entries;
}

function entryOf(entries: ReadonlyMap<string, Entry>, members: JsonObject, path: string): Entry {
  const id = members.get('subject') as string;
  const entry = entries.get(id);
  if (entry === undefined) refuse(`${path}.subject`, `subjek tidak dikenal: "${id}"`, `unknown subject: "${id}"`);
  return entry;
}

function readItems(list: readonly JsonObject[], entries: ReadonlyMap<string, Entry>): boolean {
  list.forEach((members, i) => {
    const path = indexPath('items', i);
    const id = members.get('id') as string;
    if (id === '') refuse(`${path}.id`, 'kosong', 'is empty');
    const attributes = members.get('attributes') as ReadonlyMap<string, string>;
    const entry = entryOf(entries, members, path);
    entry.items.push({ id, attributes });
    entry.itemIds.add(id);
  });
  return list.length > 0;
}

function readSheets(list: readonly JsonObject[], entries: ReadonlyMap<string, Entry>, hasItemsList: boolean): void {
  list.forEach((members, i) => {
    const path = indexPath('sheets', i);
    const entry = entryOf(entries, members, path);
    const stage = members.get('stage') as string;
    const item = members.get('item') as string;
    if (item !== '' && hasItemsList && !entry.itemIds.has(item)) {
      refuse(`${path}.item`, `butir tidak dikenal: "${item}"`, `unknown item: "${item}"`);
    }
    const sheet = readSheet(members, nodesFor(entry, stage, item, path), path);
    const byItem = entry.sheets.get(stage) ?? new Map<string, Sheet[]>();
    entry.sheets.set(stage, byItem);
    const sheets = byItem.get(item);
    if (sheets === undefined) byItem.set(item, [sheet]);
    else sheets.push(sheet);
  });
  if (!hasItemsList) for (const entry of entries.values()) entry.items = seenItems(entry);
}

/** Without a list of items, those named by sheets are the items. */
function seenItems(entry: Entry): Item[] {
  const ids = new Set<string>();
  for (const byItem of entry.sheets.values()) for (const item of byItem.keys()) ids.add(item);
  ids.delete('');
  return [...ids].sort(compareUtf8).map((id) => ({ id, attributes: new Map<string, string>() }));
}

/** Finds the node that a value of this sheet may be given at. */
function nodesFor(entry: Entry, stage: string, item: string, path: string): (id: string) => TreeNode | 'combined' | undefined {
  if (stage === '' && entry.trees.size > 1) return (id) => (id === 'total' && item === '' ? 'combined' : undefined);
  const tree = entry.trees.get(stage);
  if (tree === undefined) refuse(`${path}.stage`, `tidak ada pohon untuk tahap "${stage}"`, `no tree for stage "${stage}"`);
  return (id) => {
    const node = tree.nodes.get(id);
    return node?.insideItems === (item !== '') ? node : undefined;
  };
}

function readSheet(members: JsonObject, find: (id: string) => TreeNode | 'combined' | undefined, path: string): Sheet {
  const evaluator = members.get('evaluator') as string;
  const values = new Map<string, Value>();
  for (const [id, text] of members.get('values') as ReadonlyMap<string, string>) {
    const node = find(id);
    const at = (): string => keyPath(`${path}.values`, id);
    if (node === undefined) refuse(at(), 'simpul tidak dikenal di sini', 'no such node here');
    const value = acceptValue(node, text, evaluator !== '');
    if (value === undefined) refuse(at(), `nilai tidak diterima: "${text}"`, `value not accepted: "${text}"`);
    values.set(id, value);
  }
  return { evaluator, values };
}

/** A value at a node stands for everything below it, so nothing below may have one too. */
function refuseCoveredValues(entry: Entry): void {
  for (const [stage, byItem] of entry.sheets) {
    const tree = entry.trees.get(stage);
    if (tree === undefined) continue;
    const given = (item: string): Set<string> => new Set((byItem.get(item) ?? []).flatMap((sheet) => [...sheet.values.keys()]));
    const outside = given('');
    for (const item of byItem.keys()) refuseCovered(entry, tree, item === '' ? outside : given(item), outside);
  }
  const hasCombined = entry.trees.size > 1 && (entry.sheets.get('')?.get('') ?? []).some((sheet) => sheet.values.size > 0);
  const hasBelow = [...entry.sheets].some(([stage, byItem]) => stage !== '' && hasValues(byItem));
  if (hasCombined && hasBelow) refuseTwice(entry.subject.id, 'total');
}

function hasValues(byItem: StageSheets): boolean {
  return [...byItem.values()].some((sheets) => sheets.some((sheet) => sheet.values.size > 0));
}

function refuseCovered(entry: Entry, tree: Tree, given: ReadonlySet<string>, outside: ReadonlySet<string>): void {
  for (const id of given) {
    for (let above = tree.nodes.get(id)!.parent; above !== undefined; above = above.parent) {
      if ((above.insideItems ? given : outside).has(above.id)) refuseTwice(entry.subject.id, above.id);
    }
  }
}

function refuseTwice(subject: string, node: string): never {
  refuse('sheets', `"${subject}": nilai pada "${node}" dan juga di bawahnya`, `"${subject}": a value at "${node}" and below it too`);
}
