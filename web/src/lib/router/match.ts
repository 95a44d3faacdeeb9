export type PublicName = 'home' | 'programme' | 'result' | 'unit' | 'packs' | 'pack' | 'search';
export type OfficeName =
  | 'signin'
  | 'forgotten'
  | 'invitation'
  | 'newpassword'
  | 'office'
  | 'own'
  | 'people'
  | 'invite'
  | 'person'
  | 'audit'
  | 'officeresults'
  | 'officeresult'
  | 'letters'
  | 'organisations'
  | 'organisationnew'
  | 'organisationimport'
  | 'organisation';
export type Name = PublicName | OfficeName;
export type Params = Record<string, string>;

export interface Match {
  name: Name;
  params: Params;
}

/** The same addresses as the server's; of two that match the first is taken. */
const PATTERNS: Record<Name, string> = {
  home: '/',
  programme: '/penyelenggaraan/:slug',
  result: '/hasil/:id',
  unit: '/unit/:slug',
  packs: '/paket',
  pack: '/paket/:id/:version',
  search: '/cari',
  signin: '/masuk',
  forgotten: '/lupa-sandi',
  invitation: '/invitation',
  newpassword: '/reset-password',
  office: '/kantor',
  own: '/kantor/akun',
  people: '/kantor/orang',
  invite: '/kantor/orang/undang',
  person: '/kantor/orang/:id',
  audit: '/kantor/audit',
  officeresults: '/kantor/hasil',
  officeresult: '/kantor/hasil/:id',
  letters: '/kantor/surat',
  organisations: '/kantor/organisasi',
  organisationnew: '/kantor/organisasi/baru',
  organisationimport: '/kantor/organisasi/impor',
  organisation: '/kantor/organisasi/:id',
};

function matchPattern(pattern: string, path: string): Params | undefined {
  const wanted = pattern.split('/');
  const found = path.split('/');
  if (wanted.length !== found.length) return undefined;
  const params: Params = {};
  for (const [index, part] of wanted.entries()) {
    const text = found[index]!;
    if (!part.startsWith(':')) {
      if (part !== text) return undefined;
    } else {
      if (text === '') return undefined;
      try {
        params[part.slice(1)] = decodeURIComponent(text);
      } catch {
        return undefined;
      }
    }
  }
  return params;
}

export function match(path: string): Match | undefined {
  const trimmed = path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
  for (const [name, pattern] of Object.entries(PATTERNS) as [Name, string][]) {
    const params = matchPattern(pattern, trimmed);
    if (params) return { name, params };
  }
  return undefined;
}

/** The address of a page; parts of `query` that are empty are left out. */
export function pathTo(name: Name, params: Params = {}, query: Record<string, string | null | undefined> = {}): string {
  const path = PATTERNS[name].replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''));
  const search = new URLSearchParams(Object.entries(query).filter((pair): pair is [string, string] => Boolean(pair[1]))).toString();
  return search ? `${path}?${search}` : path;
}

/** The same address with other query parameters; null takes one away. */
export function withQuery(url: URL, changes: Record<string, string | null>): string {
  const search = new URLSearchParams(url.search);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null || value === '') search.delete(key);
    else search.set(key, value);
  }
  const text = search.toString();
  return url.pathname + (text && `?${text}`) + url.hash;
}

/** The address within this site that a query names; nothing for what would lead elsewhere. */
export function ownAddress(text: string | null): string | undefined {
  if (!text?.startsWith('/')) return undefined;
  const url = new URL(text, 'http://own.invalid');
  return url.origin === 'http://own.invalid' && match(url.pathname) ? url.pathname + url.search + url.hash : undefined;
}
