import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import process from 'node:process';
import { at, SetupError } from './project.mjs';
import { say, step } from './progress.mjs';
import { lastLines, runProgram } from './run-program.mjs';

const VERSION = '4.4.0';
const HOME = at('.schakel', `kafka-${VERSION}`);
const LIB = join(HOME, 'lib');
// Sizes of all jars, written last: a folder without it, or that differs from it, was not fetched to its end or was damaged since.
const LIST = join(HOME, 'jars.json');

// In full: by its short name Maven would ask the repository for every plugin group first.
const COPY = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1';

const WAYS_OUT =
  'Either install Java 17 or later and Maven (for example `apt-get install openjdk-17-jre-headless maven`),\n' +
  'or use a Kafka that runs elsewhere: `docker compose -f docker/compose.yaml up -d` and KAFKA_BROKERS=localhost:9092.';

/** Fetches Kafka's jars with Maven unless they are there. With KAFKA_BROKERS no Kafka of our own is started, so nothing is needed. */
export async function ensureKafka({ required }) {
  if (process.env.KAFKA_BROKERS) return;
  try {
    if (!onPath('java', process.env.JAVA_HOME))
      throw new SetupError('Kafka needs Java, and there is none on this machine.', WAYS_OUT);
    if (!complete()) await step(`fetching Apache Kafka ${VERSION} (Maven)`, fetch);
  } catch (error) {
    if (required || !(error instanceof SetupError)) throw error;
    say(`schakel: going on without Kafka, which not every command needs. ${error.message}`);
  }
}

function complete() {
  try {
    const listed = JSON.parse(readFileSync(LIST, 'utf8'));
    return Object.entries(listed).every(([name, size]) => statSync(join(LIB, name)).size === size);
  } catch {
    return false;
  }
}

async function fetch() {
  if (!onPath('mvn'))
    throw new SetupError("Kafka's jars are fetched with Maven, and there is none on this machine.", WAYS_OUT);
  const partial = at('.schakel', `kafka-${VERSION}.partial-${process.pid}`);
  clearPartial();
  try {
    const lib = join(partial, 'lib');
    mkdirSync(lib, { recursive: true });
    const goal = [`${COPY}:copy-dependencies`, `-DoutputDirectory=${lib}`];
    const { code, output } = await runProgram('mvn', ['-B', '-q', '-f', at('tools', 'kafka', 'pom.xml'), ...goal]);
    if (code !== 0) throw new SetupError(`Maven failed:\n${lastLines(output, 8)}`, adviceFor(output));
    const jars = readdirSync(lib);
    if (!jars.includes(`kafka_2.13-${VERSION}.jar`))
      throw new SetupError(
        'Maven brought no Kafka.',
        'Remove its cache (~/.m2/repository/org/apache/kafka) and start again.',
      );
    const sizes = Object.fromEntries(jars.map((name) => [name, statSync(join(lib, name)).size]));
    writeFileSync(join(partial, 'jars.json'), JSON.stringify(sizes));
    rmSync(HOME, { recursive: true, force: true });
    renameSync(partial, HOME);
  } finally {
    clearPartial();
  }
}

/** Also those of a set-up that was killed. */
export function clearPartial() {
  const folder = at('.schakel');
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    if (name.startsWith(`kafka-${VERSION}.partial-`)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}

function adviceFor(output) {
  if (
    /Unknown host|resolve host|Connection refused|timed out|Network is unreachable|offline|Could not transfer/i.test(
      output,
    )
  ) {
    return `Maven's repository could not be reached. Check the network, or a proxy or mirror in ~/.m2/settings.xml, then start again.\n${WAYS_OUT}`;
  }
  return `Mend what Maven names, then start again.\n${WAYS_OUT}`;
}

function onPath(program, home) {
  const folders = [...(home ? [join(home, 'bin')] : []), ...(process.env.PATH ?? '').split(delimiter)];
  const names = process.platform === 'win32' ? [`${program}.exe`, `${program}.cmd`] : [program];
  return folders.some((folder) => folder !== '' && names.some((name) => isExecutable(join(folder, name))));
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
