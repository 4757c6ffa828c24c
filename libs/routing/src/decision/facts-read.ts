import type { CaseFacts, Cell, Fact, Stop } from '#lib/domain';

/** A fact as the decision record shows it. */
export type ReadFact = Omit<Fact, 'name'> & { readonly name: string };

/**
 * The facts that the conditions, gates and ceilings of these cells read, with their sources: what an explanation shows and what a
 * recompute compares. In the order of their names, for stored facts may come back in another one.
 */
export function factsRead(facts: CaseFacts, cells: readonly Cell[]): readonly ReadFact[] {
  const predicates = new Set<string>();
  for (const cell of cells) for (const name in cell.read) predicates.add(name);
  const stopped = predicates.has('SUSP') || cells.some((cell) => cell.refusal === 'BLOCK_SUSPENDED');
  const read: ReadFact[] = Object.values(facts.facts).filter(({ name }) => predicates.has(predicateOf(name)));
  if (stopped) read.push(...Object.values(facts.stops).map(asFact));
  return read.sort(byName);
}

function asFact({ ground, open, source, messageId, owner, asOf, offset }: Stop): ReadFact {
  return { name: `SUSP/${ground}`, value: open, source, messageId, owner, asOf, from: null, until: null, offset };
}

function byName(one: ReadFact, other: ReadFact): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

function predicateOf(name: string): string {
  const at = name.indexOf('@');
  return at === -1 ? name : name.slice(0, at);
}
