import { QUALITY_RULES, rightsOf, type AdapterManifest, type ManifestEndpoint } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import { hasUnits, type Endpoint } from '#lib/domain';
import type { AdapterOrder } from './adapter-order.js';
import { adapterPage } from './adapter-page.js';
import { jsonText } from './json-text.js';

/** The files of a new adapter: path below `apps/<id>` → text. Pure. What only the agency knows says FILL IN, and its checks fail until then. */
export function adapterFiles(
  order: AdapterOrder,
  contracts: Contracts,
  /** The vocabulary to begin with: file name → text; empty without one. */
  vocabulary: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const { id } = order;
  return new Map([
    ['adapter.manifest.json', jsonText(manifestOf(order, contracts))],
    ['quality-scale.yaml', qualityScale()],
    ['README.md', adapterPage(order, contracts)],
    ['tsconfig.app.json', TSCONFIG],
    [`src/${id}.definition.ts`, definition(order)],
    [`src/${id}.module.ts`, module(id)],
    ['src/main.ts', main(id)],
    ...[...vocabulary].map(([file, text]) => [`vocabulary/${file}`, ownVocabulary(file, text, order)] as const),
  ]);
}

function manifestOf(order: AdapterOrder, contracts: Contracts): unknown {
  const { id, endpoints, replaces } = order;
  return {
    $schema: '../../libs/adapter-kit/adapter.manifest.schema.json',
    id,
    agency: 'FILL IN: the agency’s full name',
    description: 'FILL IN: one sentence on what goes through this adapter.',
    owner: 'FILL IN: the team or desk that answers for it',
    status: 'draft',
    ...(replaces === null ? {} : { replaces: replaces.id }),
    endpoints: endpoints.map((endpoint) => ({
      endpoint,
      unit: unitOf(endpoint),
      ...transportOf(replaces, endpoint),
      format: formatName(order),
      ...rightsOf(contracts, endpoint),
    })),
    secrets: replaces?.secrets ?? ['pki', 'push-keys'],
    docs: 'README.md',
  };
}

/** As the agency has it now; a system that takes no calls can still be told so in the manifest. */
function transportOf(replaced: AdapterManifest | null, endpoint: Endpoint): Partial<ManifestEndpoint> {
  const now = replaced?.endpoints.find((one) => one.endpoint === endpoint);
  return {
    transport: now?.transport ?? 'push',
    ...(now?.unitTransports === undefined ? {} : { unitTransports: now.unitTransports }),
  };
}

function unitOf(endpoint: Endpoint): 'municipality' | 'country' | null {
  if (!hasUnits(endpoint)) return null;
  return endpoint === 'GEM' ? 'municipality' : 'country';
}

function qualityScale(): string {
  const tiers = (['bronze', 'silver', 'gold'] as const).map((tier) => {
    const rules = QUALITY_RULES.filter((rule) => rule.tier === tier);
    return `${tier}:\n${rules.map(({ id, title }) => `  # ${title}\n  ${id}: todo\n`).join('')}`;
  });
  return `# Where this adapter stands: done, todo: <what is lacking>, or exempt: <why>.\n${tiers.join('')}`;
}

const TSCONFIG = `{
  "extends": "../../tsconfig.base.json",
  "compilerOptions": {
    "rootDir": "../..",
    "outDir": "../../dist"
  },
  "include": ["src/**/*.ts"],
  "exclude": ["**/*.spec.ts"]
}
`;

/** A format has its adapter's name, whosever words it began with. */
function formatName({ id, like }: AdapterOrder): string {
  return like === null ? 'canonical-json' : `${id.replace(/-adapter$/, '').replaceAll('-', '')}-json`;
}

function ownVocabulary(file: string, text: string, order: AdapterOrder): string {
  if (file !== 'format.json') return text;
  return jsonText({ ...(JSON.parse(text) as object), name: formatName(order) });
}

function definition(order: AdapterOrder): string {
  const { id, endpoints, like } = order;
  const format = like === null ? 'canonicalJson' : `translatedJson(readDialect('${id}'))`;
  const one = (endpoint: Endpoint): string => `{ endpoint: '${endpoint}', format: ${format} }`;
  const list =
    endpoints.length === 1
      ? `[${endpoints.map(one).join('')}]`
      : `[\n${endpoints.map((endpoint) => `    ${one(endpoint)},\n`).join('')}  ]`;
  const [imports, says] =
    like === null
      ? [
          'canonicalJson, type AdapterDefinition',
          'Speaks the hub’s own JSON until the agency’s language takes its place',
        ]
      : [
          'readDialect, translatedJson, type AdapterDefinition',
          `Speaks JSON in the words of vocabulary/, which began as those of ${like}`,
        ];
  return `import { ${imports} } from '#lib/adapter-kit';

/** ${says}: docs/how-to/add-an-adapter.md, step 3. */
export const ${camel(id)}: AdapterDefinition = {
  id: '${id}',
  endpoints: ${list},
};
`;
}

function module(id: string): string {
  return `import { Module } from '@nestjs/common';
import { AdapterModule } from '#lib/adapter-kit';
import { ${camel(id)} } from './${id}.definition.js';

@Module({ imports: [AdapterModule.of(${camel(id)})] })
export class ${pascal(id)}Module {}
`;
}

function main(id: string): string {
  return `import { bootstrapAdapter } from '#lib/adapter-kit';
import { ${pascal(id)}Module } from './${id}.module.js';

await bootstrapAdapter('${id}', ${pascal(id)}Module);
`;
}

function pascal(id: string): string {
  return id.replaceAll(/(^|-)([a-z])/g, (_all, _hyphen, letter: string) => letter.toUpperCase());
}

function camel(id: string): string {
  return id.replaceAll(/-([a-z])/g, (_all, letter: string) => letter.toUpperCase());
}
