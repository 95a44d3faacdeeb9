/** Each in its own language. */
export const LANGUAGE_NAMES = [
  { value: 'id', label: 'Bahasa Indonesia' },
  { value: 'en', label: 'English' },
] as const;
