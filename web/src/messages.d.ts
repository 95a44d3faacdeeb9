/** See scripts/messages.ts. A text that locales/id.json does not have is an error of types. */
declare module 'juara:messages' {
  type All = keyof typeof import('../../locales/id.json');
  export type Code = Exclude<Extract<All, `web.${string}` | `trust.${string}` | `fair.case_${string}` | `fair.zone_${string}`>, `web.office_${string}` | `web.publish_${string}`>;
  export const id: Record<Code, string>;
  export const en: Record<Code, string>;
}

declare module 'juara:office' {
  type All = keyof typeof import('../../locales/id.json');
  export type OfficeCode = Extract<All, `web.office_${string}`>;
  export const id: Record<OfficeCode, string>;
  export const en: Record<OfficeCode, string>;
}

declare module 'juara:publishing' {
  type All = keyof typeof import('../../locales/id.json');
  export type PublishingCode = Extract<All, `web.publish_${string}`>;
  export const id: Record<PublishingCode, string>;
  export const en: Record<PublishingCode, string>;
}
