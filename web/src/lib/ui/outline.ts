export interface Line {
  text: string;
  /** What stands behind it: how well it is sourced, a remark. */
  aside: string;
  depth: number;
  isItem: boolean;
  /** Nothing is indented before it, and something is right after it. */
  isHeading: boolean;
  /** An address in angle brackets at the end of the line. */
  link: string | null;
}

const LINK = /<(https?:\/\/[^\s<>]+)>$/;
/** At the end of a line: "[reported: KEY]" and "— remark". */
const ASIDE = /\s(?:\[[^\]]+\](?:\s— .*)?|— .*)$/;
const INDENT = 2;

function lineOf(raw: string, next: string | undefined): Line {
  const body = raw.trim();
  const isItem = body.startsWith('- ');
  const depth = Math.floor((raw.length - raw.trimStart().length) / INDENT);
  const link = LINK.exec(body)?.[1] ?? null;
  const said = body.slice(isItem ? 2 : 0).replace(LINK, '').trimEnd();
  const aside = ASIDE.exec(said)?.[0] ?? '';
  const text = said.slice(0, said.length - aside.length);
  return { text, aside: aside.trim(), depth, isItem, isHeading: depth === 0 && !isItem && text !== '' && Boolean(next?.startsWith(' ')), link };
}

export function outline(text: string): Line[] {
  const lines = text.trimEnd().split('\n');
  const all = lines.map((raw, index) => lineOf(raw, lines[index + 1]));
  return all.filter((line, index) => line.text !== '' || !all[index + 1]?.isHeading);
}
