// Brings a clone to where every npm script works: packages with the project's own Node, Kafka's jars, dist/.
// Runs before `npm start`, `npm test` and the others, on whatever Node the machine has; where all is there it does nothing.
import process from 'node:process';
import { ensureBuild } from './setup/build-dist.mjs';
import { clearPartial, ensureKafka } from './setup/kafka-jars.mjs';
import { letGo, oneAtATime } from './setup/one-at-a-time.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { say } from './setup/progress.mjs';
import { SetupError } from './setup/project.mjs';
import { stopPrograms } from './setup/run-program.mjs';

const HELP = `Usage: npm run setup [-- options]

Installs what is missing: the npm packages with Node 24 and PostgreSQL, Apache Kafka's jars (Maven), the build in dist/.

  --kafka=optional   go on with a note where Java or Maven is missing
  --kafka=none       leave Kafka out
  --no-build         leave dist/ as it is
  --help             this text

KAFKA_BROKERS=host:port uses a Kafka that runs elsewhere: neither Java nor Maven is needed then.
DATABASE_URL=postgres://... uses a PostgreSQL that runs elsewhere.
`;
const OPTIONS = ['--kafka=optional', '--kafka=none', '--no-build', '--help'];

async function setUp(args) {
  const kafka = args.find((arg) => arg.startsWith('--kafka='))?.slice('--kafka='.length) ?? 'required';
  await ensurePackages();
  if (kafka !== 'none') await ensureKafka({ required: kafka === 'required' });
  if (!args.includes('--no-build')) await ensureBuild();
}

async function main(args) {
  const unknown = args.find((arg) => !OPTIONS.includes(arg));
  if (unknown !== undefined) throw new SetupError(`Unknown option ${unknown}.`, HELP);
  if (args.includes('--help')) return say(HELP);
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(
      `This is Node ${process.versions.node}.`,
      'Node 20.19 or later is needed to begin; the project then brings its own Node 24.',
    );
  }
  await oneAtATime(() => setUp(args));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, () => {
    stopPrograms();
    clearPartial();
    letGo();
    process.exit(130);
  });
}

main(process.argv.slice(2)).catch((error) => {
  say(error instanceof SetupError ? `\nschakel: ${error.message}\n` : error.stack);
  process.exitCode = 1;
});
