/** What XML has no place for: it can't arrive, so no pattern of an XSD needs to refuse it, or could name it. */
function isNoXml(character: string): boolean {
  const code = character.charCodeAt(0);
  return (code < 0x20 && ![0x09, 0x0a, 0x0d].includes(code)) || code >= 0xfffe;
}

/**
 * An anchored pattern of the JSON Schemas as XML Schema writes it: implicitly anchored, without `\u` and non-capturing groups. `\d` there is
 * any digit of any script, so it becomes `[0-9]`.
 *
 * @throws on what it does not know: a guess would publish another contract
 */
export function xsdPattern(pattern: string): string {
  const body = /^\^(.*)\$$/s.exec(pattern)?.[1];
  if (body === undefined) throw new Error(`Writing an XSD: the pattern ${pattern} is not anchored.`);
  let out = '';
  let inClass = false;
  for (let rest = body; rest !== '';) {
    const [token = ''] = /^(\\u[0-9A-Fa-f]{4}(-\\u[0-9A-Fa-f]{4})?|\\p\{Cs\}|\\[d.+]|\(\?:|[^\\])/.exec(rest) ?? [];
    if (token === '') throw new Error(`Writing an XSD: the pattern ${pattern} has a part that XML Schema lacks.`);
    rest = rest.slice(token.length);
    if (token === '[') inClass = true;
    if (token === ']') inClass = false;
    if (token.startsWith('\\u')) out += range(token);
    else if (token === '\\d') out += inClass ? '0-9' : '[0-9]';
    else if (token === '(?:') out += '(';
    else if (token === '-' && inClass && rest.startsWith(']')) out += '\\-';
    else if (token !== '\\p{Cs}') out += token;
  }
  return out;
}

function range(token: string): string {
  const ends = token.split('-').map((one) => String.fromCharCode(Number.parseInt(one.slice(2), 16)));
  const [first = '', last = first] = ends;
  if (isNoXml(first) && isNoXml(last)) return '';
  if (isNoXml(first) || isNoXml(last)) throw new Error('Writing an XSD: a range that is half in XML.');
  return first === last ? first : `${first}-${last}`;
}
