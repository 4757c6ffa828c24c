import { parseArgs } from 'node:util';
import { startLocalCluster } from '#lib/local-cluster';
import { projectRoot } from '#lib/platform';
import { join } from 'node:path';
import { benchCore } from './core.bench.js';
import { benchDelivery } from './delivery.bench.js';
import { benchEdge } from './edge.bench.js';
import { benchGrowth } from './growth.bench.js';
import { print } from './print.js';
import { benchOnFile } from './on-file.bench.js';
import { benchReplay } from './replay.bench.js';
import { benchRouter } from './router.bench.js';

const HELP = `Usage: npm run bench -- [router|core|edge|delivery|replay ...] [options]

  router           a routed message on real Kafka and PostgreSQL, beside a bare kafkajs copy loop in the same run,
                   and the facts of few and of many cases on file
  core             decide, decode, redact and the whole of routing one record, with few and many rules and cases on file;
                   needs no server
  edge             accepted messages at the doors of a whole hub of its own, per format, with mutual TLS and token
  delivery         delivery times of all others before and while one recipient is down, on a whole hub of its own
  replay           dry run and replay of dead letters, each the head of a case of its own, at an unlimited rate
  --minutes M      for delivery: how long it is down, and how long is measured before (default 10)
  --per-second N   for delivery: messages per second, each to four recipients (default 15)
  --messages N     messages for router (default 20000) and per format for edge (default 2000); dead letters for replay
                   (default 20000)
  --at-once N      requests of one sender at the same time, for edge (default 16)
  --cases N        cases they belong to (default 1000)
  --on-file N      cases on file, beside 1,000, when facts are looked up and stored (default 1000000)
  --json           one line of JSON per bench

Without a name: router, core and edge. KAFKA_BROKERS and DATABASE_URL use servers that run already.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    messages: { type: 'string' },
    minutes: { type: 'string', default: '10' },
    'per-second': { type: 'string', default: '15' },
    'at-once': { type: 'string', default: '16' },
    cases: { type: 'string', default: '1000' },
    'on-file': { type: 'string', default: '1000000' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const wanted = positionals.length === 0 ? ['core', 'router', 'edge'] : positionals;
if (values.help || wanted.some((name) => !['core', 'router', 'edge', 'delivery', 'replay'].includes(name))) {
  process.stdout.write(`${HELP}\n`);
  process.exit(values.help ? 0 : 1);
}
if (wanted.includes('core')) {
  print(benchCore(), values.json);
  print(await benchGrowth(), values.json);
}
if (wanted.includes('router')) {
  await onServers(async (databaseUrl) => {
    const size = { messages: count(values.messages ?? '20000'), cases: count(values.cases) };
    print(await benchRouter(databaseUrl, size), values.json);
    print(await benchOnFile(databaseUrl, count(values['on-file'])), values.json);
  });
}
if (wanted.includes('replay')) {
  await onServers(async (databaseUrl) => {
    process.env['DATABASE_URL'] = databaseUrl;
    const tell = (line: string): void => void process.stderr.write(`${line}\n`);
    print(await benchReplay(count(values.messages ?? '20000'), tell), values.json);
  });
}
if (wanted.includes('edge')) {
  const load = { messages: count(values.messages ?? '2000'), atOnce: count(values['at-once']) };
  print(await benchEdge(load, (line) => process.stderr.write(`${line}\n`)), values.json);
}

if (wanted.includes('delivery')) {
  const load = { minutes: count(values.minutes), perSecond: count(values['per-second']) };
  print(await benchDelivery(load, (line) => process.stderr.write(`${line}\n`)), values.json);
}

async function onServers(bench: (databaseUrl: string) => Promise<void>): Promise<void> {
  const cluster = await startLocalCluster({
    stateDir: process.env['SCHAKEL_STATE'] ?? join(projectRoot(), '.schakel'),
    ephemeral: true,
    onProgress: (text) => process.stderr.write(`${text}\n`),
  });
  const end = (): void => void cluster.stop().then(() => process.exit(1));
  process.once('SIGINT', end).once('SIGTERM', end);
  try {
    // Where the benches look for their servers, as specs do.
    Object.assign(process.env, cluster.kafkaEnv);
    await bench(cluster.databaseUrl);
  } finally {
    await cluster.stop();
  }
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(
      '--messages, --minutes, --per-second, --at-once, --cases and --on-file take a whole number from 1.',
    );
  return number;
}
