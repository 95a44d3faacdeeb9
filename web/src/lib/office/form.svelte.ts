import { tick } from 'svelte';
import { Problem } from '../api/client';
import { o } from '../i18n/office';

type Fault = NonNullable<Problem['body']['problems']>[number];

/** What the server refuses without naming a field, because not every request has one of that name. */
const FIELD_OF_CODE: [string, string][] = [
  ['identity.password_', 'password'],
  ['identity.bad_code', 'code'],
];
const fieldOf = (fault: Fault): string | null => fault.field ?? FIELD_OF_CODE.find(([code]) => fault.code.startsWith(code))?.[1] ?? null;
/** The name of the field at the begin of a message, which its label says already. */
const OWN_NAME = /^`[a-z_]+` /;
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What a form is about to send, sends, and was answered. What was typed stays with its fields. */
export class Form {
  isBusy = $state(false);
  problem = $state.raw<Problem | undefined>();
  element = $state<HTMLFormElement | undefined>();

  /** `fields`: those that show what is wrong with them; all else is told above the form. */
  constructor(private readonly fields: readonly string[] = []) {}

  at(field: string): string | undefined {
    const found = this.problem?.body.problems?.filter((each) => fieldOf(each) === field) ?? [];
    return found.length > 0 ? found.map((each) => sentence(each.detail.replace(OWN_NAME, ''))).join('. ') : undefined;
  }

  /** What no field shows, and no line of a file. */
  get rest(): string[] {
    if (!this.problem) return [];
    const { problems, detail } = this.problem.body;
    const others = problems?.filter((each) => each.line === null && !this.fields.includes(fieldOf(each) ?? '')) ?? [];
    if (problems && problems.length > 0) return others.map((each) => sentence(each.detail));
    return detail ? [sentence(detail)] : [];
  }

  /** What went wrong in one sentence, for what has no fields. */
  get said(): string {
    return this.rest[0] ?? o(this.problem?.status === 412 ? 'web.office_conflict' : 'web.office_offline');
  }

  /** Whether it went well. If not, the focus goes to what has to be mended. */
  async send(work: () => Promise<void>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = undefined;
    try {
      await work();
      return true;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    } finally {
      this.isBusy = false;
    }
    await tick();
    this.element?.querySelector<HTMLElement>('[aria-invalid="true"], [role="alert"]')?.focus();
    return false;
  }
}
