import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { openPlaces } from './open-places.fixture.js';

type Json = Readonly<Record<string, unknown>>;

interface MediaType extends Json {
  readonly schema: Json;
  /** Of a stream of events: what the data of each is. */
  readonly 'x-event-data'?: Json;
}

interface Described {
  readonly headers?: Readonly<Record<string, Json>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: Json;
  readonly responses: Readonly<Record<string, Described>>;
}

interface Document {
  readonly servers: readonly { readonly url: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

export interface GivenAnswer {
  readonly method: string;
  /** What was sent as JSON, if anything. */
  readonly sent?: unknown;
  /** Path and query, from the root of the server. */
  readonly url: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Refusals at addresses of which the document says nothing. */
const NOWHERE: ReadonlySet<number> = new Set([400, 401, 404, 405, 429, 503]);

/**
 * Holds the answers of an interface, and the requests that it took, against its own OpenAPI document: a path, method, status, media type, header,
 * parameter or field that the document does not have is a fault, also where the document lets others add fields. Remembers what it has seen, so that what is described and never answered
 * shows as well.
 */
export class DescribedAnswers {
  private readonly document: Document;
  private readonly ajv: Ajv2020;
  private readonly seen = new Set<string>();
  private readonly base: string;

  /** `published`: addresses whose form somebody else's standard says, e.g. `/openapi.json`. */
  constructor(
    document: object,
    private readonly published: readonly string[] = ['/openapi.json', '/.well-known/oauth-protected-resource'],
  ) {
    this.document = closed(document) as Document;
    this.base = this.document.servers[0]?.url ?? '';
    this.ajv = formats.default(new Ajv2020({ strict: false, allErrors: true, coerceTypes: false }));
    this.ajv.addSchema(this.document, 'document');
  }

  /** What is not as described, in words; empty when it all is. */
  faultsOf({ method, url, sent, status, headers, text }: GivenAnswer): readonly string[] {
    const [path = '', query = ''] = url.split('?');
    if (this.published.includes(path)) return [];
    const template = this.templateOf(path);
    const operation = template === null ? undefined : this.document.paths[template]?.[method.toLowerCase()];
    const place = `${method} ${template ?? path} ${status}`;
    if (template === null || operation === undefined)
      return NOWHERE.has(status) ? [] : [`${place}: it is not described`];
    const described = operation.responses[String(status)];
    if (described === undefined) return [`${place}: the status is not described`];
    this.seen.add(`${method} ${template} ${status}`);
    const at = ['paths', template, method.toLowerCase()];
    const pointer = [...at, 'responses', String(status)];
    return [
      ...(status < 300 ? this.requestFaults(operation, { query, sent }, at) : []),
      ...this.headerFaults(described, headers, pointer),
      ...this.bodyFaults(described, { headers, text }, pointer),
    ].map((fault) => `${place}: ${fault}`);
  }

  /** Described and never answered so far: method, path and status. */
  unseen(): readonly string[] {
    return this.all().filter((name) => !this.seen.has(name));
  }

  /** Places in the schemas of answers that would let anything through. */
  open(): readonly string[] {
    return openPlaces(this.document);
  }

  private all(): readonly string[] {
    return Object.entries(this.document.paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { responses }]) =>
        Object.keys(responses).map((status) => `${method.toUpperCase()} ${path} ${status}`),
      ),
    );
  }

  private templateOf(path: string): string | null {
    if (!path.startsWith(this.base)) return null;
    const steps = path.slice(this.base.length).split('/');
    const fits = (template: string): boolean => {
      const named = template.split('/');
      return named.length === steps.length && named.every((name, n) => name.startsWith('{') || name === steps[n]);
    };
    const found = Object.keys(this.document.paths).filter(fits);
    // A path without a name in it wins over one with (OpenAPI 3.1, Paths Object).
    return found.find((template) => !template.includes('{')) ?? found[0] ?? null;
  }

  /** What was taken must be what is said to be taken. */
  private requestFaults(
    { parameters = [], requestBody }: Operation,
    { query, sent }: { readonly query: string; readonly sent: unknown },
    at: readonly string[],
  ): readonly string[] {
    const known = parameters.filter((one) => one.in === 'query').map(({ name }) => name);
    const others = [...new URLSearchParams(query).keys()].filter((name) => !known.includes(name));
    const faults = others.map((name) => `it takes ${name} in the query`);
    if (requestBody === undefined) return faults;
    const body = this.schema([...at, 'requestBody', 'content', 'application/json', 'schema']);
    return [...faults, ...faultsIn(body, sent).map((fault) => `it takes a body: ${fault}`)];
  }

  private headerFaults({ headers: described = {} }: Described, given: GivenAnswer['headers'], at: readonly string[]) {
    return Object.entries(described).flatMap(([name, header]) => {
      const value = given[name.toLowerCase()];
      if (value === undefined) return [`no header ${name}`];
      const place = '$ref' in header ? String(header['$ref']).slice(2).split('/') : [...at, 'headers', name];
      const schema = this.schema([...place, 'schema']);
      const written = schema.schema as { readonly type?: string };
      return schema(written.type === 'integer' ? Number(value) : value) ? [] : [`header ${name} is another`];
    });
  }

  private bodyFaults(
    { content = {} }: Described,
    { headers, text }: Pick<GivenAnswer, 'headers' | 'text'>,
    at: readonly string[],
  ) {
    const [type = ''] = String(headers['content-type']).split(';');
    const described = content[type];
    if (described === undefined) return [`the media type ${type} is not described`];
    const place = [...at, 'content', type];
    if (type !== 'text/event-stream') return faultsIn(this.schema([...place, 'schema']), JSON.parse(text));
    if (described['x-event-data'] === undefined) return ['it is not said what the data of an event is'];
    const data = this.schema([...place, 'x-event-data']);
    const events = [...text.matchAll(/^data: (.*)$/gm)].map(([, written = '']) => JSON.parse(written) as unknown);
    return events.flatMap((event) => faultsIn(data, event));
  }

  private schema(place: readonly string[]): ValidateFunction {
    const pointer = place.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/');
    const found = this.ajv.getSchema(`document#/${pointer}`);
    if (found === undefined) throw new Error(`Reading a description: there is no schema at /${place.join('/')}.`);
    return found;
  }
}

function faultsIn(schema: ValidateFunction, value: unknown): readonly string[] {
  if (schema(value)) return [];
  return (schema.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty: field } = params as { readonly additionalProperty?: string };
    return `${instancePath}${field === undefined ? '' : `/${field}`} ${message ?? ''}`;
  });
}

/** A copy in which an object has just the properties that are described: who reads may be lenient, the document may not. */
function closed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(closed);
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([name, part]) => [name, closed(part)]));
  const isClosable = copy['type'] === 'object' && 'properties' in copy && !('additionalProperties' in copy);
  return isClosable ? { ...copy, additionalProperties: false } : copy;
}
