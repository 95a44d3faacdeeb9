/** Public keys as people hand them over: 64 hex digits, a file that holds them, or PEM. */
import { fromHex, toHex } from './bytes';

const HEX_KEY = /(?:^|[^0-9a-f])([0-9a-f]{64})(?![0-9a-f])/i;
const PEM = /-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----/;
/** SubjectPublicKeyInfo of Ed25519 (RFC 8410): this head, then the 32 bytes of the key. */
const PEM_HEAD = '302a300506032b6570032100';

/** 64 lower-case hex digits, or undefined if the text holds no Ed25519 key. */
export function publicKeyIn(text: string): string | undefined {
  const pem = PEM.exec(text);
  if (pem === null) return HEX_KEY.exec(text)?.[1]!.toLowerCase();
  const hex = toHex(Uint8Array.from(atob(pem[1]!.replace(/\s/g, '')), (character) => character.charCodeAt(0)));
  return hex.startsWith(PEM_HEAD) && fromHex(hex, 44) !== undefined ? hex.slice(PEM_HEAD.length) : undefined;
}
