import { isPredicate } from '#lib/domain';
import { ALWAYS, type Condition } from './condition.js';

export type ParsedCondition =
  { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly errors: readonly string[] };

/** No sane rule nests deeper; a bound keeps a hostile file from exhausting the stack. */
const DEEPEST = 20;

/** Reads `LKO and (COA_HOST or GGV)`. `and` beside `or` needs parentheses, so that nobody has to know which binds tighter. */
export function parseCondition(text: string): ParsedCondition {
  if (text.trim() === 'always') return { ok: true, condition: ALWAYS };
  const reader = new ConditionReader(text.match(/[()]|[^\s()]+/g) ?? []);
  const condition = reader.expression(0);
  reader.expectEnd();
  return reader.errors.length > 0 ? { ok: false, errors: reader.errors } : { ok: true, condition };
}

class ConditionReader {
  readonly errors: string[] = [];
  private place = 0;

  constructor(private readonly words: readonly string[]) {}

  expression(depth: number): Condition {
    const parts = [this.operand(depth)];
    let joiner: string | null = null;
    while (this.words[this.place] === 'and' || this.words[this.place] === 'or') {
      const word = this.words[this.place++] ?? '';
      if (joiner !== null && joiner !== word) this.errors.push("mixes 'and' with 'or' without parentheses");
      joiner = word;
      parts.push(this.operand(depth));
    }
    const [only] = parts;
    if (joiner === null && only !== undefined) return only;
    return { kind: joiner === 'and' ? 'AND' : 'OR', parts };
  }

  expectEnd(): void {
    if (this.place < this.words.length) this.errors.push(`has something after its end: '${this.words[this.place]}'`);
  }

  private operand(depth: number): Condition {
    const word = this.words[this.place];
    if (word === undefined) {
      this.errors.push('ends where a fact is expected');
      return ALWAYS;
    }
    if (word === '(') return this.parenthesised(depth);
    this.place += 1;
    if (isPredicate(word)) return { kind: 'FACT', predicate: word };
    this.errors.push(word === 'always' ? "'always' stands alone" : `names an unknown fact '${word}'`);
    return ALWAYS;
  }

  private parenthesised(depth: number): Condition {
    this.place += 1;
    if (depth >= DEEPEST) {
      this.errors.push('is nested too deeply');
      this.place = this.words.length;
      return ALWAYS;
    }
    const inner = this.expression(depth + 1);
    if (this.words[this.place] === ')') this.place += 1;
    else if (this.errors.length === 0) this.errors.push("lacks a ')'");
    return inner;
  }
}
