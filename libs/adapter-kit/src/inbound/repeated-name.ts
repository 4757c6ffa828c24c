/**
 * True when some object of the text has two members of one name: `JSON.parse` keeps the last without a word, another parser the first.
 * One pass without recursion; the text has been parsed before, so it is well-formed.
 */
export function hasRepeatedName(text: string): boolean {
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 0x7b /* { */) open.push(new Set());
    else if (code === 0x5b /* [ */) open.push(null);
    else if (code === 0x7d /* } */ || code === 0x5d /* ] */) open.pop();
    else if (code === 0x22 /* " */) {
      const end = endOfString(text, i + 1);
      const names = open.at(-1);
      if (names && isFollowedByColon(text, end + 1)) {
        const name = JSON.parse(text.slice(i, end + 1)) as string;
        if (names.has(name)) return true;
        names.add(name);
      }
      i = end;
    }
  }
  return false;
}

/** Index of the closing quote. */
function endOfString(text: string, from: number): number {
  let i = from;
  while (i < text.length && text.charCodeAt(i) !== 0x22) i += text.charCodeAt(i) === 0x5c ? 2 : 1;
  return i;
}

function isFollowedByColon(text: string, from: number): boolean {
  let i = from;
  while (i < text.length && text.charCodeAt(i) <= 0x20) i += 1;
  return text.charCodeAt(i) === 0x3a;
}
