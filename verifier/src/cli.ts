import { createReadStream, readFileSync } from 'node:fs';
import { publicKeyIn } from './keys';
import type { Language } from './message';
import { failureLines, failureTitle, successText } from './report';
import { verify } from './verify';

const EXIT = { verified: 0, unreadable: 1, usage: 2, refuted: 3 } as const;

const USAGE = {
  id: 'Pemakaian: cli.js BUNDEL [--key BERKAS_KUNCI_ATAU_HEX] [--lang id|en]\n           cli.js --lines BERKAS|- [--key …] [--lang id|en]',
  en: 'Usage: cli.js BUNDLE [--key KEY_FILE_OR_HEX] [--lang id|en]\n       cli.js --lines FILE|- [--key …] [--lang id|en]',
};
const CANNOT_READ = { id: 'Tidak dapat membaca', en: 'Cannot read' };
const NO_KEY = { id: 'Tidak ada kunci Ed25519 di', en: 'No Ed25519 key in' };

interface Request {
  readonly file: string;
  readonly isLines: boolean;
  readonly key: string | undefined;
  readonly language: Language;
}

function defaultLanguage(): Language {
  const locale = process.env['LC_ALL'] || process.env['LANG'] || '';
  return locale.startsWith('en_') ? 'en' : 'id';
}

/** undefined: wrong usage. */
function parseArguments(args: readonly string[]): Request | undefined {
  const options = new Map<string, string>();
  const files: string[] = [];
  for (let i = 0; i < args.length; i += 1) {
    const argument = args[i]!;
    if (!argument.startsWith('--')) {
      files.push(argument);
      continue;
    }
    const value = args[(i += 1)];
    if (!['--key', '--lang', '--lines'].includes(argument) || value === undefined || options.has(argument)) return undefined;
    options.set(argument, value);
  }
  const lines = options.get('--lines');
  const file = lines ?? files[0];
  const language = options.get('--lang') ?? defaultLanguage();
  if (file === undefined || files.length !== (lines === undefined ? 1 : 0)) return undefined;
  if (language !== 'id' && language !== 'en') return undefined;
  return { file, isLines: lines !== undefined, key: options.get('--key'), language };
}

function readOrUndefined(path: string, language: Language): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    console.error(`${CANNOT_READ[language]} ${path}: ${(error as Error).message}`);
    return undefined;
  }
}

/** The expected key as hex, from the argument itself or from the file it names; 'bad' after saying why. */
function expectedKey({ key, language }: Request): string | undefined | 'bad' {
  if (key === undefined) return undefined;
  const inline = /^[0-9a-f]{64}$/i.test(key) ? key : readOrUndefined(key, language)?.toString('utf8');
  if (inline === undefined) return 'bad';
  const found = publicKeyIn(inline);
  if (found === undefined) console.error(`${NO_KEY[language]} ${key}`);
  return found ?? 'bad';
}

function verifyFile({ file, language }: Request, key: string | undefined): number {
  const bytes = readOrUndefined(file, language);
  if (bytes === undefined) return EXIT.unreadable;
  const result = verify(bytes, key);
  if (result.ok) {
    console.log(successText(result, language, key !== undefined));
    return EXIT.verified;
  }
  console.error([failureTitle(result, language), ...failureLines(result, language)].join('\n'));
  return EXIT.refuted;
}

const NEWLINE = 0x0a;

/** Lines as bytes, so that each is checked as UTF-8 on its own. A last empty line does not count. */
async function* linesOf(file: string): AsyncGenerator<Uint8Array> {
  const pieces: Buffer[] = [];
  for await (const chunk of file === '-' ? process.stdin : createReadStream(file)) {
    let rest = chunk as Buffer;
    for (let end = rest.indexOf(NEWLINE); end >= 0; end = rest.indexOf(NEWLINE)) {
      yield Buffer.concat([...pieces.splice(0), rest.subarray(0, end)]);
      rest = rest.subarray(end + 1);
    }
    if (rest.length > 0) pieces.push(rest);
  }
  if (pieces.length > 0) yield Buffer.concat(pieces);
}

async function verifyLines({ file, language }: Request, key: string | undefined): Promise<number> {
  let passed = 0;
  let failed = 0;
  try {
    for await (const line of linesOf(file)) {
      const result = verify(line, key);
      if (result.ok) {
        passed += 1;
        continue;
      }
      failed += 1;
      for (const text of failureLines(result, language)) console.error(`${passed + failed}: ${text}`);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    console.error(`${CANNOT_READ[language]} ${file}: ${(error as Error).message}`);
    return EXIT.unreadable;
  }
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 ? EXIT.verified : EXIT.refuted;
}

async function main(): Promise<number> {
  const request = parseArguments(process.argv.slice(2));
  if (request === undefined) {
    console.error(USAGE[defaultLanguage()]);
    return EXIT.usage;
  }
  const key = expectedKey(request);
  if (key === 'bad') return EXIT.unreadable;
  return request.isLines ? verifyLines(request, key) : verifyFile(request, key);
}

process.exitCode = await main();
