import { randomUUID } from 'node:crypto';
import type { Contracts } from '#lib/contracts';
import {
  emptyFacts,
  hasUnits,
  partyName,
  type Content,
  type ControlCode,
  type MessageCode,
  type Party,
} from '#lib/domain';
import type { DecisionReader, RecordedDecision } from './decision-reader.port.js';
import { factDifference, type FactStatement } from './fact-difference.js';
import { differencesAtPartner, differencesFrom, summarise } from './judge-step.js';
import type { PartnerSystems } from './partner-system.port.js';
import type { PlayAudience } from './play-events.js';
import { StoryCase } from './story-case.js';
import { fillContents } from './story-contents.js';
import { storyInstant } from './story-time.js';
import type { Story, StoryStep } from './story.js';

export interface PlayOptions {
  readonly contracts: Contracts;
  readonly partners: PartnerSystems;
  readonly decisions: DecisionReader;
  readonly audience: PlayAudience;
  /** The story's day D, `YYYY-MM-DD`. */
  readonly day: string;
  readonly vNumber: string;
  readonly random: () => number;
  /** How long one message may take to be decided or delivered, in ms. */
  readonly deadlineMs: number;
}

export interface PlayOutcome {
  readonly asExpected: number;
  readonly total: number;
}

export class PlayBroken extends Error {
  readonly code = 'play-broken';
}

/** Plays a story on a running hub: the partners' systems send, the hub decides, and what they receive is compared with the story. */
export async function playStory(story: Story, options: PlayOptions): Promise<PlayOutcome> {
  const units = { GEM: '0599', EMB: countryOf(story.person) };
  const play = new Play(new StoryCase(options.contracts, options.random, units, options.vNumber, options.day), options);
  options.audience.opens(`${story.id} ${story.title}`, story.story ?? '', options.day);
  let asExpected = 0;
  for (const step of story.steps) if (await play.step(step)) asExpected += 1;
  options.audience.closes(story.id, asExpected, story.steps.length);
  return { asExpected, total: story.steps.length };
}

class Play {
  private latest = '';

  constructor(
    private readonly storyCase: StoryCase,
    private readonly options: PlayOptions,
  ) {}

  /** True when the hub did what the story expects. */
  async step(step: StoryStep): Promise<boolean> {
    const time = storyInstant(this.options.day, step.at);
    const sender = this.partyOf(step);
    const payload = fillContents(step.payload ?? {}, this.options.day, step.at);
    const content = this.storyCase.contentOf(step.message, time, payload);
    await this.stateFacts(step, sender, content, time);
    const decision = await this.send(step.message, sender, content, time);
    const decided = summarise(decision.cells);
    const differences = [...differencesFrom(step, decided), ...(await this.differencesAtPartners(content, decision))];
    const asExpected = differences.length === 0;
    this.options.audience.stepPlayed({ step, time, ...decided, asExpected, differences });
    return asExpected;
  }

  private async stateFacts(step: StoryStep, sender: Party, content: Content, time: string): Promise<void> {
    const probe = this.storyCase.messageOf(step.message, sender, content, time, randomUUID());
    const facts = this.storyCase.factsFor(probe) ?? emptyFacts();
    for (const statement of factDifference(facts, step.facts, time, this.storyCase.units))
      await this.state(statement, time);
  }

  private async state(statement: FactStatement, time: string): Promise<void> {
    // A variant step may lie before an earlier one; a statement with an older time would be overruled by what is on record.
    const at = time > this.latest ? time : this.latest;
    const decision = await this.send(
      statement.code,
      statement.owner,
      this.storyCase.statementContent(statement, at),
      at,
    );
    if (decision.outcome !== 'FACTS_CHANGED') {
      throw new PlayBroken(
        `${partyName(statement.owner)} could not state ${statement.name}: ${decision.outcome} ${decision.reason ?? ''}`,
      );
    }
    this.options.audience.factSent(partyName(statement.owner), statement.name, statement.value);
  }

  private async send(
    code: MessageCode | ControlCode,
    sender: Party,
    content: Content,
    time: string,
  ): Promise<RecordedDecision> {
    const contract = this.options.contracts.message(code);
    const source = this.options.contracts.partners.sourceOf(sender);
    if (contract === null || source === null)
      throw new PlayBroken(`No system is known that sends ${code} for ${partyName(sender)}.`);
    const envelope = this.options.contracts.sampleEnvelope(code, time);
    const data =
      sender.endpoint === 'EMB' && sender.unit !== null ? this.storyCase.forMission(content, sender.unit) : content;
    const event = {
      specversion: '1.0',
      id: randomUUID(),
      source,
      type: contract.type,
      time,
      datacontenttype: 'application/json',
      ...(envelope.purpose === null ? {} : { purpose: envelope.purpose }),
      legalbasis: LEGAL_BASIS[sender.endpoint] ?? 'LB1',
      urgency: contract.definition?.urgency ?? 'U2',
      data,
    };
    const submitted = await this.options.partners.submit(sender, event, time);
    if (submitted.status !== 202 || submitted.messageId === null) {
      throw new PlayBroken(
        `${partyName(sender)} → ${code} was not accepted (HTTP ${submitted.status}): ${submitted.problem ?? ''}`,
      );
    }
    const decision = await this.options.decisions.whenDecided(submitted.messageId, this.options.deadlineMs);
    if (decision === null) {
      throw new PlayBroken(
        `${code} of ${partyName(sender)} was accepted but not decided within ${this.options.deadlineMs / 1000} s. Does the router run? See .schakel/logs/router.log.`,
      );
    }
    this.storyCase.take(
      this.storyCase.messageOf(code, sender, content, submitted.acceptedAt ?? time, submitted.messageId),
    );
    if (time > this.latest) this.latest = time;
    return decision;
  }

  private async differencesAtPartners(sent: Content, decision: RecordedDecision): Promise<readonly string[]> {
    const differences: string[] = [];
    for (const cell of decision.cells) {
      if (cell.refusal !== null || cell.deliveryId === null) continue;
      const party = { endpoint: cell.recipient, unit: cell.unit };
      const received = await this.options.partners.whenReceived(party, cell.deliveryId, this.options.deadlineMs);
      if (received === null) {
        differences.push(
          `${partyName(party)} has not received its delivery within ${this.options.deadlineMs / 1000} s`,
        );
        continue;
      }
      if (cell.recipient === 'EMB' && cell.unit !== null) this.rememberReference(cell.unit, received.content);
      differences.push(
        ...differencesAtPartner(partyName(party), sent, received.content, cell.removed, [...cell.masked, ...ALTERED]),
      );
    }
    return differences;
  }

  private rememberReference(country: string, content: Content): void {
    const reference = content['caseNumber'];
    if (typeof reference === 'string') this.storyCase.references.set(country, reference);
  }

  private partyOf(step: StoryStep): Party {
    if (!hasUnits(step.sender)) return { endpoint: step.sender, unit: null };
    const unit = step.unit ?? (step.sender === 'GEM' ? this.storyCase.units.GEM : this.storyCase.units.EMB);
    return { endpoint: step.sender, unit };
  }
}

/** What each sender rests its messages on (domain page 1.1); LB1, Vw 2000 art. 107, for the others. */
const LEGAL_BASIS: Readonly<Partial<Record<Party['endpoint'], string>>> = {
  IOM: 'LB8',
  VWN: 'LB8',
  NID: 'LB9',
  BMA: 'LB4',
  MED: 'LB4',
  EMB: 'LB13',
};

/** `person` loses its birth place (VM-6); the mission knows the case by its own reference (decisions 21). Neither is listed as removed. */
const ALTERED = ['person', 'caseNumber', 'parentNames'];

const COUNTRIES: Readonly<Record<string, string>> = { GEO: 'GE', NGA: 'NG', ARM: 'AM', ALB: 'AL', ERI: 'ER' };

/** The country of the person's nationality, from the ICAO code that the story's prose names. */
function countryOf(person: string): string {
  const icao = /\(\w+, ([A-Z]{3})\)/.exec(person)?.[1];
  return (icao === undefined ? undefined : COUNTRIES[icao]) ?? 'NG';
}
