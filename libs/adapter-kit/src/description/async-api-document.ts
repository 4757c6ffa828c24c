import type { Contracts, RecipientSchema } from '#lib/contracts';
import type { GroupNames, TopicNames } from '#lib/platform';
import { endpointOf, type Adapter } from '../definition/adapter.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import { canonicalJson } from '../definition/canonical-json.format.js';
import type { ManifestEndpoint, TransportKind } from '../manifest/adapter-manifest.js';
import { anyFetches, waysOf } from '../manifest/fetches.js';
import { aboutAdapter } from './about-adapter.js';
import { avroMessage, deliveredMessage } from './async-api-messages.js';
import { componentRef, components } from './components.js';
import { deliveredEventSchema } from './delivered-event-schema.js';
import { documentSchema } from './document-schema.js';
import { exampleOfDelivery } from './example-documents.js';
import { sentBy } from './event-schemas.js';
import type { Json } from './json-document.js';
import { nativeMessages, nativeReceipt } from './native-messages.js';

export interface AsyncNames {
  readonly topics: Pick<TopicNames, 'messages' | 'receipts' | 'delivery' | 'agency'>;
  readonly groups: Pick<GroupNames, 'delivery'>;
}

/**
 * AsyncAPI 3.0 of this adapter, from its own side: what it takes from and writes to Kafka, in Avro, and what its agency gets. A
 * recipient's schemas are those derived from the exchange rules: a field that it may never see has no place in them.
 */
export function asyncApiDocument(adapter: Adapter, contracts: Contracts, { topics, groups }: AsyncNames): Json {
  const channels: Record<string, Json> = {};
  const operations: Record<string, Json> = {};
  const messages: Record<string, Json> = {};
  const delivered: Record<string, Json> = {};
  const declare = (id: string, action: 'send' | 'receive', channel: Json, named: Json, extra: Json = {}): void => {
    const names = Object.keys(named);
    if (names.length === 0) return;
    for (const name of names) messages[`${id}.${name}`] = named[name] as Json;
    const own = Object.fromEntries(names.map((name) => [name, ref(`/components/messages/${id}.${name}`)]));
    channels[id] = { ...channel, messages: own };
    const taken = names.map((name) => ref(`/channels/${id}/messages/${name}`));
    operations[id] = { action, channel: ref(`/channels/${id}`), messages: taken, ...extra };
  };

  const toAgency = (schema: RecipientSchema, format: AgencyFormat, way: TransportKind): Json => {
    const described = format.describe(schema.code, 'out', deliveredEventSchema(contracts, schema));
    const name = `${contracts.message(schema.code)?.name}To${schema.endpoint}`;
    if (described !== null) delivered[name] = described as Json;
    return deliveredMessage(
      contracts,
      schema.code,
      format.mediaTypes[0],
      described === null ? documentSchema(format, 'out') : componentRef(name),
      exampleOfDelivery(contracts, format, schema),
      way,
    );
  };

  for (const stated of adapter.manifest.endpoints) {
    const { endpoint, receives } = stated;
    const format = endpointOf(adapter, endpoint)?.format ?? canonicalJson;
    const id = endpoint.toLowerCase();
    const schemas = receivedBy(contracts, { endpoint, receives });
    const slugOf = (code: string): string => contracts.message(code)?.slug ?? code;
    const ways = waysOf(stated);
    const fitting = (way: TransportKind): Json =>
      ways.has(way)
        ? Object.fromEntries(schemas.map((schema) => [slugOf(schema.code), toAgency(schema, format, way)]))
        : {};
    declare(
      `push-${id}`,
      'send',
      { address: null, title: `Deliveries to ${endpoint}`, servers: [ref('/servers/agency')] },
      fitting('push'),
      { bindings: { http: { method: 'POST', bindingVersion: '0.3.0' } } },
    );
    declare(
      `fetch-${id}`,
      'send',
      {
        address: '/v1/deliveries',
        title: `Deliveries that ${endpoint} fetches`,
        description: 'Each is the `content` of one delivery of the page (see /openapi.json).',
        servers: [ref('/servers/door')],
      },
      fitting('pull'),
      { bindings: { http: { method: 'GET', bindingVersion: '0.3.0' } } },
    );
    declare(
      `deliveries-${id}`,
      'receive',
      kafkaChannel(topics.delivery(endpoint)),
      Object.fromEntries(
        schemas.map((schema) => [slugOf(schema.code), avroMessage(contracts, schema.code, schema.avro)]),
      ),
      { bindings: { kafka: { groupId: { type: 'string', enum: [groups.delivery(endpoint)] }, bindingVersion } } },
    );
  }
  for (const may of adapter.manifest.endpoints.filter(({ native }) => native === 'kafka')) {
    const own = endpointOf(adapter, may.endpoint);
    if (own === null) continue;
    const id = may.endpoint.toLowerCase();
    const names = topics.agency(may.endpoint);
    const { messages: taken, schemas } = nativeMessages(contracts, own, may);
    Object.assign(delivered, schemas);
    const given = receivedBy(contracts, may);
    declare(`agency-in-${id}`, 'receive', { ...kafkaChannel(names.in), title: `Messages of ${may.endpoint}` }, taken);
    declare(
      `agency-out-${id}`,
      'send',
      { ...kafkaChannel(names.out), title: `Deliveries to ${may.endpoint}, where push-targets.json says "kafka"` },
      Object.fromEntries(
        given.map((schema) => [
          contracts.message(schema.code)?.slug ?? schema.code,
          toAgency(schema, own.format, 'pull'),
        ]),
      ),
    );
    declare(
      `agency-receipts-${id}`,
      'send',
      { ...kafkaChannel(names.receipts), title: `Answers to the records of ${may.endpoint}` },
      { answer: nativeReceipt() },
    );
  }
  const sent = sentBy(adapter).flatMap((code) => contracts.message(code) ?? []);
  declare(
    'case-log',
    'send',
    kafkaChannel(topics.messages),
    Object.fromEntries(sent.map(({ slug, code, avro }) => [slug, avroMessage(contracts, code, avro)])),
  );
  const receipt = contracts.message('receipt');
  declare(
    'receipts',
    'send',
    kafkaChannel(topics.receipts),
    receipt === null ? {} : { receipt: avroMessage(contracts, receipt.code, receipt.avro) },
  );
  return {
    asyncapi: '3.0.0',
    info: aboutAdapter(adapter.manifest),
    defaultContentType: adapter.definition.endpoints[0]?.format.mediaTypes[0] ?? canonicalJson.mediaTypes[0],
    servers: {
      agency: {
        host: 'agency.example',
        protocol: 'https',
        description: 'Where the agency takes its deliveries: the address that push-targets.json names for it.',
      },
      ...(anyFetches(adapter.manifest)
        ? { door: { host: 'schakel.example', protocol: 'https', description: 'The door of this adapter.' } }
        : {}),
      hub: { host: 'kafka.example:9092', protocol: 'kafka', description: 'The hub’s own broker (KAFKA_BROKERS).' },
    },
    channels,
    operations,
    components: { messages, schemas: components(delivered) },
  };
}

function receivedBy(
  contracts: Contracts,
  { endpoint, receives }: Pick<ManifestEndpoint, 'endpoint' | 'receives'>,
): readonly RecipientSchema[] {
  return receives.flatMap((code) => contracts.recipientSchema(code, endpoint) ?? []);
}

const bindingVersion = '0.5.0';

function kafkaChannel(topic: string): Json {
  return { address: topic, servers: [ref('/servers/hub')], bindings: { kafka: { topic, bindingVersion } } };
}

function ref(pointer: string): Json {
  return { $ref: `#${pointer}` };
}
