import { publicKeyIn } from '../keys';
import { failureText, type Language } from '../message';
import { orderSentence } from '../order/words';
import { ILLUSTRATIVE } from '../pack/types';
import { type Progress, type Verification, verifySteps } from '../verify';
import { byId, element, icon } from './elements';
import { fairNotes } from './fair';
import { resultTables } from './table';
import { word, type Word } from './words';

const CHECK_MARK = 'M4 13l5 5L20 6';
const CROSS = 'M5 5l14 14M19 5L5 19';

interface Outcome {
  readonly fileName: string;
  readonly verification: Verification;
  readonly expectedKey: string | undefined;
}

let language: Language = 'id';
let outcome: Outcome | undefined;
/** Counts the files taken, so that an earlier one that is still being checked gives way to a later one. */
let turn = 0;

const say = (key: Word): string => word(key, language);

function showProgress(text: string): void {
  byId('progress').textContent = text;
}

function progressText({ step, done, total }: Progress): string {
  const count = done === undefined ? '' : ` ${done} / ${total}`;
  return `${say('working')}: ${say(`step-${step}`)}${count} …`;
}

/** Lets the browser paint what was said before the next step keeps it busy. */
function painted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 20));
}

/** Something to check: a file that was chosen, or the bundle of a result on this server. */
interface Source {
  readonly name: string;
  readonly read: () => Promise<ArrayBuffer>;
}

async function check({ name, read }: Source): Promise<void> {
  const mine = (turn += 1);
  outcome = undefined;
  byId('result').hidden = true;
  const keyText = byId<HTMLInputElement>('key').value.trim();
  const key = keyText === '' ? undefined : publicKeyIn(keyText);
  if (keyText !== '' && key === undefined) return showProgress(say('badKey'));
  showProgress(`${say('working')}: ${name} …`);
  await painted();
  try {
    const steps = verifySteps(new Uint8Array(await read()), key);
    for (let step = steps.next(); mine === turn; step = steps.next()) {
      if (step.done === true) {
        outcome = { fileName: name, verification: step.value, expectedKey: key };
        return showOutcome();
      }
      showProgress(progressText(step.value));
      await painted();
    }
  } catch {
    if (mine === turn) showProgress(say('unreadable'));
  }
}

function showOutcome(): void {
  if (outcome === undefined) return;
  const { verification } = outcome;
  const section = byId('result');
  section.replaceChildren(verdict(verification), facts(outcome), ...differences(verification), ...results(verification));
  section.hidden = false;
  section.focus();
  showProgress(say('done'));
}

function verdict({ ok, malformed }: Verification): HTMLElement {
  const text = say(ok ? 'ok' : malformed ? 'malformed' : 'bad');
  return element('p', { class: `verdict ${ok ? 'good' : 'bad'}`, role: 'alert' }, icon(ok ? CHECK_MARK : CROSS), element('span', {}, text));
}

function facts({ fileName, verification, expectedKey }: Outcome): HTMLElement {
  const { pack, counts } = verification;
  const list = element('dl', {});
  const add = (key: Word, text: string): void => list.append(element('dt', {}, say(key)), element('dd', {}, text));
  add('file', fileName);
  if (pack !== undefined) add('pack', `${pack.name[language]} (${pack.id} ${pack.version})`);
  if (counts !== undefined) {
    add('counts', (['subjects', 'sheets', 'results'] as const).map((key) => `${counts[key]} ${say(key)}`).join(', '));
    add('signature', signatureText(verification, expectedKey));
  }
  return list;
}

function signatureText({ hasSignature, signedBy }: Verification, expectedKey: string | undefined): string {
  const matchesExpected = signedBy !== undefined && signedBy === expectedKey;
  if (!hasSignature) return say('unsigned');
  if (signedBy === undefined) return say('badSignature');
  return `${say('signedBy')} ${signedBy} ${say(matchesExpected ? 'expectedKey' : 'uncheckedKey')}`;
}

function differences({ failures, hasMore }: Verification): HTMLElement[] {
  if (failures.length === 0) return [];
  const lines = failures.map((failure) => element('li', {}, failureText(failure, language)));
  if (hasMore) lines.push(element('li', {}, `… ${say('more')}`));
  return [element('h2', {}, say('differences')), element('ul', {}, ...lines)];
}

function results({ rows, orders, pack, fair }: Verification): HTMLElement[] {
  if (pack === undefined || rows.length === 0) return [];
  const note = rows.some((row) => row.trust === ILLUSTRATIVE) ? [element('p', { class: 'note' }, say('illustrative'))] : [];
  const notes = fair === undefined ? [] : fairNotes(fair, language);
  const made = orders.map((order) => element('li', {}, orderSentence(order, rows, language)));
  const ways = made.length === 0 ? [] : [element('ul', { class: 'orders' }, ...made)];
  return [...note, ...notes, element('h2', {}, say('recomputed')), ...ways, ...resultTables(rows, pack, fair, language)];
}

function speak(chosen: Language): void {
  language = chosen;
  document.documentElement.lang = chosen;
  document.title = say('title');
  for (const each of document.querySelectorAll<HTMLElement>('[data-word]')) each.textContent = say(each.dataset['word'] as Word);
  for (const each of ['id', 'en'] as const) byId(`to-${each}`).setAttribute('aria-pressed', String(each === chosen));
  showProgress('');
  showOutcome();
}

function takeFile(file: File | null | undefined): void {
  if (file) void check({ name: file.name, read: () => file.arrayBuffer() });
}

/** On a server `?hasil=ID` names the result to check. The file that is handed out never connects, and its policy forbids it. */
function takeResult(): void {
  const id = new URLSearchParams(location.search).get('hasil');
  if (!id || !location.protocol.startsWith('http')) return;
  const segment = encodeURIComponent(id);
  const back = byId<HTMLAnchorElement>('back');
  back.href = `/hasil/${segment}`;
  back.hidden = false;
  const read = async (): Promise<ArrayBuffer> => {
    const response = await fetch(`/api/v1/results/${segment}/bundle`);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.arrayBuffer();
  };
  void check({ name: id, read });
}

/** The whole page takes the drop: a file that misses the frame must not replace the page. */
function listenForDrops(): void {
  const frame = byId('drop');
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    frame.classList.add('over');
  });
  document.addEventListener('dragleave', () => frame.classList.remove('over'));
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    frame.classList.remove('over');
    takeFile(event.dataTransfer?.files[0]);
  });
}

function start(): void {
  const picker = byId<HTMLInputElement>('file');
  picker.addEventListener('change', () => {
    takeFile(picker.files?.[0]);
    // The same file chosen again, perhaps with another key, must be a change too.
    picker.value = '';
  });
  byId('form').addEventListener('submit', (event) => event.preventDefault());
  for (const each of ['id', 'en'] as const) byId(`to-${each}`).addEventListener('click', () => speak(each));
  listenForDrops();
  const asked = new URLSearchParams(location.search).get('lang');
  speak(asked === 'en' ? 'en' : 'id');
  takeResult();
}

start();
