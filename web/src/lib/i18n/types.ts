export type Language = 'id' | 'en';

/** What the API says in both languages. */
export interface Text {
  id: string;
  en: string;
}

export const LANGUAGES: readonly Language[] = ['id', 'en'];
