const WIDTH = 120;

/** JSON as the project writes it: a list on one line where it fits, otherwise a line per item. */
export function jsonText(value: unknown): string {
  return `${written(value, '', 0)}\n`;
}

/** `taken`: width already used on the line by the key before the value. */
function written(value: unknown, indent: string, taken: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const flat = value.every((item) => typeof item !== 'object' || item === null);
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (flat && indent.length + taken + line.length + 1 <= WIDTH) return line;
    return `[\n${value.map((item) => inner + written(item, inner, 0)).join(',\n')}\n${indent}]`;
  }
  const members = Object.entries(value).map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${written(member, inner, name.length)}`;
  });
  return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}
