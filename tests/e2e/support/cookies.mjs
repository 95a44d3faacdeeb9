/** The cookies that an answer sets, each as `name=value; ...`. Debian's Node 18 has no `getSetCookie`. */
export const cookiesOf = (answer) => (answer.headers.get('set-cookie') ?? '').split(/, (?=[^;,=\s]+=)/).filter(Boolean);
