import { XmlDocument } from 'libxml2-wasm';
import { waysOf, writeEvent, type AgencyFormat } from '#lib/adapter-kit';
import { seededRandom } from '#lib/contracts';
import { hasUnits, type Endpoint, type MessageCode, type Party } from '#lib/domain';
import {
  accessOf,
  compileRules,
  fieldName,
  messageName,
  PURPOSE_NAMES,
  type Language,
  type Rule,
} from '#lib/exchange-rules';
import { connectingWords } from './connecting-words.js';
import { GUIDE_WORDS } from './guide-words.js';
import type { GuideWorld } from './guide-world.js';
import { fenced, paragraphs, table } from './markdown.js';
import { ownContracts } from './own-contracts.js';
import { receivedFields, type Cell } from './received-fields.js';

/** One partner's guide in one language, as Markdown. Pure: the same contracts, rules and vocabulary give the same text. */
export function partnerGuide(world: GuideWorld, language: Language): string {
  const words = GUIDE_WORDS[language];
  const { manifest } = world;
  const formats = manifest.endpoints.map(({ endpoint }) => world.formatOf(endpoint));
  const transports = new Set(manifest.endpoints.flatMap((one) => [...waysOf(one)]));
  const rules = manifest.endpoints.flatMap(({ endpoint, receives }) =>
    receives.flatMap((code) => ruleOf(world, code, endpoint)),
  );
  return `${paragraphs(
    `<!-- ${words.generated} -->`,
    `# ${words.title}: ${manifest.agency}`,
    words.intro,
    ...manifest.endpoints.map((one) => sending(world, one.endpoint, language)),
    ...manifest.endpoints.map((one) => receiving(world, one.endpoint, language)),
    `## ${words.examples}`,
    ...manifest.endpoints.map((one) => examples(world, one.endpoint, language)),
    ownContracts(
      formats,
      world.definition.endpoints.flatMap(({ batches = [] }) => batches),
      language,
    ),
    connectingWords(language, {
      mediaTypes: [...new Set(formats.flatMap(({ mediaTypes }) => mediaTypes))],
      sends: manifest.endpoints.some(({ sends, controls }) => sends.length + controls.length > 0),
      pull: transports.has('pull'),
      push: transports.has('push'),
    }),
    grounds(world, rules, language),
  )}\n`;
}

function sending({ manifest, contracts, formatOf }: GuideWorld, endpoint: Endpoint, language: Language): string {
  const words = GUIDE_WORDS[language];
  const { sends = [], controls = [] } = manifest.endpoints.find((one) => one.endpoint === endpoint) ?? {};
  const format = formatOf(endpoint);
  const rows = sends.map((code) => {
    const contract = contracts.message(code);
    const definition = contract?.definition;
    const purposes = (definition?.purposes ?? []).map(
      (purpose) => `${PURPOSE_NAMES[purpose]?.[language] ?? purpose} (\`${ownCode(format, 'purpose', purpose)}\`)`,
    );
    return [
      code,
      [definition == null ? '' : messageName(definition, language), ownType(format, contract?.type)].join(' ').trim(),
      definition?.urgency ?? '',
      purposes.join(', '),
    ];
  });
  return paragraphs(
    heading(words.sends, manifest.endpoints.length, endpoint),
    rows.length === 0 ? words.sendsNothing : words.sendsIntro,
    table(words.headSends, rows),
    controls.length === 0
      ? ''
      : `${words.states}: ${controls.map((code) => `${code} ${contracts.message(code)?.name ?? ''}`).join(', ')}.`,
  );
}

function receiving(world: GuideWorld, endpoint: Endpoint, language: Language): string {
  const words = GUIDE_WORDS[language];
  const { manifest, contracts, rules } = world;
  const { receives = [] } = manifest.endpoints.find((one) => one.endpoint === endpoint) ?? {};
  const access = accessOf(compileRules(contracts.catalogue, rules));
  const format = world.formatOf(endpoint);
  const never: string[][] = [];
  const messages = receives.flatMap((code) =>
    ruleOf(world, code, endpoint).map((rule) => {
      const cell: Cell = { contracts, access, rule };
      const fields = receivedFields(cell, language);
      const absent = fields.filter((field) => field.access === 'never');
      if (absent.length > 0) never.push([code, absent.map(({ name }) => fieldName(name, language)).join(', ')]);
      const rows = fields
        .filter((field) => field.access !== 'never')
        .map(({ name, when }) => [fieldName(name, language), `\`${ownPlace(format, code, name)}\``, when]);
      return paragraphs(
        messageHeading(world, rule, language),
        rule.sentence[language],
        basis(rule, world, language),
        table(words.headFields, rows),
      );
    }),
  );
  return paragraphs(
    heading(words.gets, manifest.endpoints.length, endpoint),
    words.getsIntro,
    ...messages,
    heading(words.never, manifest.endpoints.length, endpoint),
    words.neverIntro,
    table(words.headNever, never),
  );
}

function messageHeading({ contracts }: GuideWorld, { message }: Rule, language: Language): string {
  const definition = contracts.message(message)?.definition;
  return `### ${message} ${definition == null ? '' : messageName(definition, language)}`;
}

function basis({ legalBasis, status, message }: Rule, { contracts }: GuideWorld, language: Language): string {
  const words = GUIDE_WORDS[language];
  const doubt = status === 'sourced' ? '' : ` (${words.toBeConfirmed})`;
  const urgency = contracts.message(message)?.definition?.urgency ?? '';
  return `${words.urgency}: ${urgency}. ${words.ground}: ${legalBasis.join(', ')}${doubt}.`;
}

/** The agency's word for a code of the envelope; the code itself where its format has none. */
function ownCode({ codeLists }: AgencyFormat, list: string, code: string): string {
  return [...(codeLists[list] ?? [])].find(([, canonical]) => canonical === code)?.[0] ?? code;
}

function ownType(format: AgencyFormat, type: string | undefined): string {
  const word = type === undefined ? undefined : ownCode(format, 'message', type);
  return word === undefined || word === type ? '' : `(\`${word}\`)`;
}

/** The last step of the field's place in the agency's own document. Where the members of an object stand beside it, one of them for all. */
function ownPlace(format: AgencyFormat, code: MessageCode, field: string): string {
  const last = (pointer: string): string => format.locate(code, pointer).split('/').at(-1) ?? field;
  const isLifted = format.locate(code, `/data/${field}`) === format.locate(code, '/data');
  return isLifted ? `${last(`/data/${field}/familyName`)} …` : last(`/data/${field}`);
}

function examples(world: GuideWorld, endpoint: Endpoint, language: Language): string {
  const words = GUIDE_WORDS[language];
  const { contracts, manifest, samples } = world;
  const { sends = [], receives = [] } = manifest.endpoints.find((one) => one.endpoint === endpoint) ?? {};
  const party = anyParty(world, endpoint);
  const shown = (
    title: string,
    code: MessageCode | undefined,
    event: (code: MessageCode) => Readonly<Record<string, unknown>>,
  ): string => {
    if (code === undefined) return '';
    const composed = writeEvent(world.formatOf(endpoint), code, event(code));
    if (!composed.ok) throw new Error(`Making the guide of ${manifest.id}: no example of ${code}.`);
    const definition = contracts.message(code)?.definition;
    return paragraphs(
      `${title} (${code}${definition == null ? '' : `, ${messageName(definition, language)}`}):`,
      document(composed.body.toString('utf8')),
    );
  };
  return paragraphs(
    manifest.endpoints.length > 1 ? `### ${endpoint}` : '',
    shown(words.exampleSent, sends[0], (code) => {
      const event = samples.sampleEvent(contracts, code, party, seededRandom(5));
      if (endpoint !== 'EMB') return event;
      const { vNumber: _never, ...data } = event.data as Record<string, unknown>;
      return { ...event, data: { ...data, caseNumber: 'K7Q2M4X6ABCDEFGH' } };
    }),
    shown(words.exampleGot, receives[0], (code) => samples.sampleDelivery(contracts, code, party, 5)),
  );
}

function document(text: string): string {
  if (text.startsWith('<')) return fenced('xml', indented(text));
  return fenced('json', JSON.stringify(JSON.parse(text), null, 2));
}

function indented(xml: string): string {
  const parsed = XmlDocument.fromString(xml);
  const text = parsed.toString({ format: true });
  parsed.dispose();
  return text;
}

function anyParty({ contracts }: GuideWorld, endpoint: Endpoint): Party {
  if (!hasUnits(endpoint)) return { endpoint, unit: null };
  const systems = contracts.partners.all.flatMap(({ systems: own }) => own);
  return { endpoint, unit: systems.find((one) => one.endpoint === endpoint)?.unit ?? null };
}

function grounds({ rules: { legalBases } }: GuideWorld, rules: readonly Rule[], language: Language): string {
  const words = GUIDE_WORDS[language];
  const codes = [...new Set(rules.flatMap(({ legalBasis }) => legalBasis))].sort(
    (a, b) => Number(a.slice(2)) - Number(b.slice(2)),
  );
  return paragraphs(
    `## ${words.grounds}`,
    table(
      words.headGrounds,
      codes.map((code) => [code, legalBases[code]?.article[language] ?? '']),
    ),
  );
}

/** The rules of one cell, in force now or later. */
function ruleOf({ rules }: GuideWorld, code: MessageCode, endpoint: Endpoint): readonly Rule[] {
  return rules.rules.filter(
    ({ message, recipient, idle }) => message === code && recipient === endpoint && idle === null,
  );
}

function heading(title: string, endpoints: number, endpoint: Endpoint): string {
  return endpoints > 1 ? `## ${title} (${endpoint})` : `## ${title}`;
}
