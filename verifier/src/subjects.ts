/** Subjects of a bundle: attributes, the tree they form and the level of each. */
import type { Json, JsonObject } from './json';
import { indexPath, keyPath, refuse } from './message';
import type { Level, Pack, Tree, When } from './pack/types';

export interface Subject {
  readonly id: string;
  readonly name: string;
  readonly parent: string;
  readonly type: string;
  readonly group: string;
  readonly category: string;
  readonly region: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const OWN_ATTRIBUTES = ['type', 'group', 'category', 'region'] as const;

/** undefined: the subject has no such attribute. The four that every subject has are never absent, at most empty. */
export function statedAttribute(subject: Subject, name: string): string | undefined {
  const own = OWN_ATTRIBUTES.find((each) => each === name);
  return own === undefined ? subject.attributes.get(name) : subject[own];
}

export function attributeOf(subject: Subject, name: string): string {
  return statedAttribute(subject, name) ?? '';
}

export function matches(when: When, subject: Subject): boolean {
  for (const [attribute, values] of when) if (!values.has(attributeOf(subject, attribute))) return false;
  return true;
}

export function readSubjects(json: Json, pack: Pack): Map<string, Subject> {
  const subjects = new Map<string, Subject>();
  (json as JsonObject[]).forEach((members, i) => {
    const subject = readSubject(members, pack, indexPath('subjects', i));
    subjects.set(subject.id, subject);
  });
  return subjects;
}

function readSubject(members: JsonObject, pack: Pack, path: string): Subject {
  const field = (key: string): string => members.get(key) as string;
  const subject: Subject = {
    id: field('id'),
    name: field('name'),
    parent: field('parent'),
    type: field('type'),
    group: field('group') === '' ? pack.groups[0] ?? '' : field('group'),
    category: field('category'),
    region: field('region'),
    attributes: members.get('attributes') as ReadonlyMap<string, string>,
  };
  if (subject.id === '') refuse(`${path}.id`, 'kosong', 'is empty');
  checkDeclared(subject.group, pack.groups, `${path}.group`);
  if (subject.category !== '') checkDeclared(subject.category, pack.categories, `${path}.category`);
  for (const name of subject.attributes.keys()) {
    if (OWN_ATTRIBUTES.some((own) => own === name)) {
      refuse(keyPath(`${path}.attributes`, name), 'nama ini sudah dipakai', 'this name is taken');
    }
  }
  return subject;
}

function checkDeclared(value: string, declared: readonly string[], path: string): void {
  if (declared.length > 0 && !declared.includes(value)) refuse(path, `tidak dinyatakan: "${value}"`, `not declared: "${value}"`);
}

/** Children by parent, each list in the order of ids (the order of the bundle). */
export function childrenByParent(subjects: ReadonlyMap<string, Subject>): Map<string, Subject[]> {
  const children = new Map<string, Subject[]>();
  let position = 0;
  for (const subject of subjects.values()) {
    const path = `${indexPath('subjects', position)}.parent`;
    position += 1;
    if (subject.parent === '') continue;
    if (!subjects.has(subject.parent)) refuse(path, `subjek tidak dikenal: "${subject.parent}"`, `unknown subject: "${subject.parent}"`);
    const siblings = children.get(subject.parent);
    if (siblings === undefined) children.set(subject.parent, [subject]);
    else siblings.push(subject);
  }
  return children;
}

/** 0 for a subject nobody names as parent, else one more than the highest child. Walks upwards from the leaves. */
export function heights(subjects: ReadonlyMap<string, Subject>, children: ReadonlyMap<string, Subject[]>): Map<string, number> {
  const height = new Map<string, number>();
  const waiting = new Map([...children].map(([id, list]) => [id, list.length]));
  const ready = [...subjects.keys()].filter((id) => !children.has(id));
  ready.forEach((id) => height.set(id, 0));
  for (let id = ready.pop(); id !== undefined; id = ready.pop()) {
    const parent = subjects.get(id)!.parent;
    if (parent === '') continue;
    height.set(parent, Math.max(height.get(parent) ?? 0, height.get(id)! + 1));
    const left = waiting.get(parent)! - 1;
    waiting.set(parent, left);
    if (left === 0) ready.push(parent);
  }
  for (const [id, left] of waiting) {
    if (left > 0) refuse('subjects', `"${id}" menjadi induk dirinya sendiri`, `"${id}" is above itself`);
  }
  return height;
}

export function levelOf(subject: Subject, height: number, levels: readonly Level[], path: string): Level {
  if (subject.type === '') return levels[Math.min(height, levels.length - 1)]!;
  const listed = levels.find((level) => level.types?.includes(subject.type)) ?? levels.find((level) => level.id === subject.type);
  const open = levels.filter((level) => level.types === undefined);
  const level = listed ?? (open.length === 1 ? open[0] : undefined);
  if (level === undefined) refuse(`${path}.type`, `tidak ada jenjang untuk "${subject.type}"`, `no level for "${subject.type}"`);
  return level;
}

/** Scored stages of a level in the order of the pack; [""] when its trees name none. */
export function scoredStages(pack: Pack, level: string): string[] {
  const named = new Set(pack.trees.filter((tree) => tree.level === level && tree.stage !== '').map((tree) => tree.stage));
  return named.size === 0 ? [''] : pack.stages.map((stage) => stage.id).filter((id) => named.has(id));
}

export function treeFor(pack: Pack, subject: Subject, level: string, stage: string): Tree | undefined {
  return pack.trees.find((tree) => tree.level === level && tree.stage === stage && matches(tree.when, subject));
}
