import type { RegisteredSchema, SchemaRegistry } from './schema-registry.js';

/** Media type of every answer. */
export const REGISTRY_MEDIA_TYPE = 'application/vnd.schemaregistry.v1+json';

export interface RegistryRequest {
  readonly method: string;
  /** Path without query, still percent-encoded, e.g. `/subjects/coa.departure-plan/versions/latest`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Parsed JSON of a POST. */
  readonly body?: unknown;
}

export interface RegistryAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * The subset of the Confluent Schema Registry API that reading clients use, with its error codes
 * (https://docs.confluent.io/platform/current/schema-registry/develop/api.html). Schemas come with a release: registering one that is
 * there gives its id, registering or changing anything else is refused.
 */
export function registryAnswer(registry: SchemaRegistry, request: RegistryRequest): RegistryAnswer {
  const parts = partsOf(request.path);
  if (parts === null) return error(404, 404, 'HTTP 404 Not Found');
  const [first = '', ...rest] = parts;
  if (request.method === 'GET') {
    if (first === 'schemas') return schemas(registry, rest);
    if (first === 'subjects') return subjects(registry, rest, request.query?.['subjectPrefix'] ?? '');
    if (first === 'config') return ok({ compatibilityLevel: registry.compatibilityLevel });
    if (first === 'mode') return ok({ mode: registry.mode });
    if (first === 'contexts') return ok(['.']);
  }
  const [subject = '', ...tail] = first === 'compatibility' ? rest.slice(1) : rest;
  if (request.method === 'POST' && first === 'subjects')
    return lookUp(registry, subject, tail[0] === 'versions', request.body);
  if (request.method === 'POST' && first === 'compatibility') return compatibility(registry, subject, request);
  if (request.method === 'PUT' || request.method === 'DELETE') return readOnly();
  return error(404, 404, 'HTTP 404 Not Found');
}

function schemas(registry: SchemaRegistry, [kind = '', idText = '', part = '']: readonly string[]): RegistryAnswer {
  if (kind === 'types') return ok(['AVRO']);
  const found = kind === 'ids' && /^\d{1,10}$/.test(idText) ? registry.byId(Number(idText)) : null;
  if (found === null) return error(404, 40403, 'Schema not found');
  const uses = registry.usesOf(found.id);
  switch (part) {
    case '':
      return ok(withReferences({ schema: found.schema }, found));
    case 'schema':
      return ok(JSON.parse(found.schema));
    case 'versions':
      return ok(uses.map((one) => ({ subject: one.subject, version: one.version })));
    case 'subjects':
      return ok(uses.map((one) => one.subject));
    default:
      return error(404, 404, 'HTTP 404 Not Found');
  }
}

function subjects(registry: SchemaRegistry, parts: readonly string[], prefix: string): RegistryAnswer {
  const [subject, versions, versionText, part] = parts;
  if (subject === undefined) return ok(registry.subjects(prefix));
  const known = registry.versions(subject);
  if (known === null) return error(404, 40401, 'Subject not found');
  if (versions !== 'versions') return error(404, 404, 'HTTP 404 Not Found');
  if (versionText === undefined) return ok(known);
  if (versionText !== 'latest' && !/^(?:-1|[1-9]\d{0,8})$/.test(versionText))
    return error(422, 42202, 'Invalid version');
  const wanted = versionText === 'latest' || versionText === '-1' ? 'latest' : Number(versionText);
  const found = registry.version(subject, wanted);
  if (found === null) return error(404, 40402, 'Version not found');
  if (part === undefined) return ok(whole(found));
  if (part === 'schema') return ok(JSON.parse(found.schema));
  if (part === 'referencedby') return ok(registry.referencedBy(subject, found.version));
  return error(404, 404, 'HTTP 404 Not Found');
}

function lookUp(registry: SchemaRegistry, subject: string, register: boolean, body: unknown): RegistryAnswer {
  const found = registry.find(subject, schemaIn(body));
  if (found !== null) return ok(register ? { id: found.id } : whole(found));
  if (register) return readOnly();
  return registry.versions(subject) === null
    ? error(404, 40401, 'Subject not found')
    : error(404, 40403, 'Schema not found');
}

function compatibility(registry: SchemaRegistry, subject: string, request: RegistryRequest): RegistryAnswer {
  const result = registry.compatibility(subject, schemaIn(request.body));
  if (result === null) return error(404, 40401, 'Subject not found');
  const verbose = request.query?.['verbose'] === 'true';
  return ok({ is_compatible: result.compatible, ...(verbose ? { messages: result.messages } : {}) });
}

function schemaIn(body: unknown): string {
  const schema = typeof body === 'object' && body !== null ? (body as Record<string, unknown>)['schema'] : null;
  return typeof schema === 'string' ? schema : '';
}

function whole(found: RegisteredSchema): unknown {
  const { subject, version, id, schema } = found;
  return withReferences({ subject, version, id, schema }, found);
}

function withReferences(answer: object, found: RegisteredSchema): unknown {
  return found.references.length === 0 ? answer : { ...answer, references: found.references };
}

function partsOf(path: string): readonly string[] | null {
  try {
    return path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}

function ok(body: unknown): RegistryAnswer {
  return { status: 200, body };
}

function readOnly(): RegistryAnswer {
  return error(422, 42205, 'Operation not permitted: schemas come with a release');
}

function error(status: number, code: number, message: string): RegistryAnswer {
  return { status, body: { error_code: code, message } };
}
