/** References within a document that lead nowhere. */
export function brokenReferences(document: unknown): readonly string[] {
  const broken: string[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const { $ref } = value as { $ref?: unknown };
    if (typeof $ref === 'string' && found(document, $ref) === undefined) broken.push($ref);
    Object.values(value).forEach(visit);
  };
  visit(document);
  return broken;
}

function found(document: unknown, reference: string): unknown {
  return reference
    .replace(/^#\//, '')
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], document);
}
