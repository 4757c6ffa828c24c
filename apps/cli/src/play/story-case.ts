import { randomUUID } from 'node:crypto';
import type { ContractCode, Contracts } from '#lib/contracts';
import {
  fold,
  partyName,
  type CaseFacts,
  type CaseMessage,
  type Content,
  type Envelope,
  type Party,
} from '#lib/domain';
import type { FactStatement, StoryUnits } from './fact-difference.js';

/** One invented person in one play: a fresh V-number, the same person in every message, and the facts that the log gives so far. */
export class StoryCase {
  facts: CaseFacts | null = null;
  private offset = 0;
  private readonly person: Content;
  private readonly caseNumber: string;
  /** Country (ISO alpha-2) → the reference that this country's mission was given. */
  readonly references = new Map<string, string>();

  constructor(
    private readonly contracts: Contracts,
    private readonly random: () => number,
    readonly units: StoryUnits,
    readonly vNumber: string,
    day: string,
  ) {
    const first = contracts.sample('M02', random, {}, { at: `${day}T09:00:00.000Z`, full: true });
    this.person = { ...(first['person'] as Content) };
    this.caseNumber = `Z${vNumber.slice(4)}`;
  }

  /** A message of this case with every optional field filled, so that redaction has something to remove. */
  contentOf(code: ContractCode, at: string, payload: Content): Content {
    const kept: Content = { vNumber: this.vNumber, caseNumber: this.caseNumber, person: this.person };
    const content = { ...this.contracts.sample(code, this.random, { ...kept, ...payload }, { at, full: true }) };
    // A story may say that a field is not filled in.
    for (const [field, value] of Object.entries(payload)) if (value === null) delete content[field];
    return content;
  }

  /** What the mission sends: it knows the case by its reference only, never by a V-number. */
  forMission(content: Content, country: string): Content {
    const reference = this.references.get(country);
    const { vNumber: _vNumber, ...rest } = content;
    return { ...rest, caseNumber: reference ?? 'unknown' };
  }

  /** What the owner sends to start or end a fact. */
  statementContent(statement: FactStatement, time: string): Content {
    const recipientUnit = statement.recipient === null ? null : partyName(statement.recipient);
    const stated = (content: Content) =>
      this.contracts.sample(statement.code, this.random, { vNumber: this.vNumber, ...content }, { at: time });
    switch (statement.code) {
      case 'H7':
        return stated({ phase: statement.value ? 'OPENED' : 'CLOSED' });
      case 'H1':
        return stated({
          consentId: randomUUID(),
          kind: statement.consentKind,
          signedAt: time.slice(0, 10),
          validUntil: null,
          withdrawnAt: statement.value ? null : time,
          recipientUnit: statement.consentKind === 'CONSULAR_NOTIFICATION' ? recipientUnit : null,
        });
      case 'H2':
        return stated({ fact: statement.predicate, value: statement.value, from: time, until: null, recipientUnit });
    }
  }

  /** The facts with which a message would be decided now; the case itself stays as it is. */
  factsFor(message: CaseMessage): CaseFacts | null {
    const folded = fold(this.facts, message, { offset: this.offset }, this.contracts.lists);
    return folded.kind === 'FOLDED' ? folded.deciding : this.facts;
  }

  /** Takes a message that the hub has accepted into the facts. */
  take(message: CaseMessage): void {
    this.facts = fold(this.facts, message, { offset: this.offset }, this.contracts.lists).after;
    this.offset += 1;
  }

  messageOf(code: CaseMessage['code'], sender: Party, content: Content, time: string, messageId: string): CaseMessage {
    return { messageId, code, sender, time, acceptedAt: time, envelope: PLAIN_ENVELOPE, content };
  }
}

const PLAIN_ENVELOPE: Envelope = {
  purpose: '',
  legalBasis: [],
  urgency: 'U3',
  wpgArticle: null,
  consentRef: null,
  onlyFor: null,
  withhold: [],
};
