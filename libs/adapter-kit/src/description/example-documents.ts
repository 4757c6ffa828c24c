import { seededRandom, type ContractCode, type Contracts, type RecipientSchema } from '#lib/contracts';
import {
  controlRefusal,
  partyName,
  type Content,
  type ControlCode,
  type Endpoint,
  type MessageCode,
  type Party,
} from '#lib/domain';
import { sampleEvent } from '../conformance/sample-event.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { writeEvent } from '../definition/write-event.js';

const REFERENCE = 'ABCDEFGHIJKLMNOP';
/** Enough throws of the dice to find a statement of a kind that this sender may make. */
const TRIES = 60;

/** An invented document that this sender's own system could submit; JSON as a value, any other format as text. null when its format has no words for it. */
export function exampleOfSubmission(
  contracts: Contracts,
  format: AgencyFormat,
  code: MessageCode | ControlCode,
  sender: Party,
): unknown {
  const random = seededRandom(1);
  for (let n = 0; n < TRIES; n += 1) {
    const event = sampleEvent(contracts, code, sender, random, statement(contracts, code, sender, n));
    const data = event.data as Content;
    if (code.startsWith('H') && controlRefusal(code as ControlCode, sender, data) !== null) continue;
    const { vNumber: _never, ...rest } = data;
    return document(format, code, {
      ...event,
      data: sender.endpoint === 'EMB' ? { ...rest, caseNumber: REFERENCE } : data,
    });
  }
  return null;
}

/** Of a statement about a case: each fact in turn, for a sample throws the dice over some only. A municipality speaks of its own unit. */
function statement(contracts: Contracts, code: ContractCode, sender: Party, n: number): Content {
  if (code !== 'H2') return {};
  const facts = contracts.message(code)?.jsonSchema?.$defs?.ParticipationFact?.enum ?? [];
  return { fact: facts[n % facts.length], ...(sender.unit === null ? {} : { recipientUnit: partyName(sender) }) };
}

/** An invented delivery of this message, with all that some rule may let through. */
export function exampleOfDelivery(contracts: Contracts, format: AgencyFormat, schema: RecipientSchema): unknown {
  const contract = contracts.message(schema.code);
  const [sender] = contract?.definition?.senders ?? [];
  if (contract === null || sender === undefined) return null;
  const content = contracts.sample(schema.code, seededRandom(1), {}, { full: true });
  const everything = { removed: [], masked: [] };
  const reference = schema.endpoint === 'EMB' ? { reference: REFERENCE } : {};
  const value = contracts.encode(schema.code, content);
  const seen = contracts.decodeDelivery(contracts.project(value, schema.code, schema.endpoint, everything, reference));
  if (!seen.ok) return null;
  const { purpose, legalBasis, time } = contracts.sampleEnvelope(schema.code);
  return document(format, schema.code, {
    specversion: '1.0',
    id: '4f1b2a30-0000-8000-8000-000000000001',
    source: contracts.partners.sourceOf(anyParty(contracts, sender)),
    type: contract.type,
    time,
    dataschema: `urn:schakel:schema:${schema.schemaId}`,
    subject: schema.endpoint === 'EMB' ? REFERENCE : '3f9d0c51a2b84e67',
    ...(purpose === null ? {} : { purpose }),
    legalbasis: legalBasis.join(','),
    urgency: contract.definition?.urgency,
    datacontenttype: 'application/json',
    data: seen.content,
  });
}

/** The endpoint, or the first unit of it that takes part. */
export function anyParty({ partners }: Pick<Contracts, 'partners'>, endpoint: Endpoint): Party {
  const systems = partners.all.flatMap((partner) => partner.systems);
  return { endpoint, unit: systems.find((one) => one.endpoint === endpoint)?.unit ?? null };
}

function document(
  format: AgencyFormat,
  code: MessageCode | ControlCode,
  event: Readonly<Record<string, unknown>>,
): unknown {
  const composed = writeEvent(format, code, event);
  if (!composed.ok) return null;
  const text = composed.body.toString('utf8');
  return /\bjson$/.test(format.mediaTypes[0]) ? (JSON.parse(text) as unknown) : text;
}
