// Runs everything: format, lint, types, then the specs level by level on a Kafka and a PostgreSQL of their own. See HELP.
import process from 'node:process';
import { parseArgs } from 'node:util';
import { at } from './setup/project.mjs';
import { endGroups, watchGroups } from './stages/child-group.mjs';
import { jestStage } from './stages/jest-stage.mjs';
import { failed, sum } from './stages/result.mjs';
import { print, printTotal, runLanes, runStage } from './stages/run-stages.mjs';
import { LEVELS, specsByLevel } from './stages/spec-files.mjs';
import { format, lint, types } from './stages/static-stages.mjs';
import { closeTemporaryFolder, openTemporaryFolder } from './stages/temporary-folder.mjs';
import { untilToldToStop } from './stages/until-told-to-stop.mjs';

const HELP = `Usage: npm test [-- [options] [pattern ...]]

Without a pattern: format, lint, types, then all specs: unit, int, acceptance.
With patterns (regular expressions on the path): only the specs that match.

  --level LEVEL   static, unit (with conformance and architecture), int or acceptance; may be given more than once
  -t NAME         only tests whose title matches
  --help          this text

KAFKA_BROKERS and DATABASE_URL use servers that run already; otherwise the tests start their own and stop them.
The last line is: N passed, N failed`;

let cluster = null;
let stopped = false;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      level: { type: 'string', multiple: true },
      t: { type: 'string', short: 't' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return print(HELP);
  const unknown = (values.level ?? []).find((level) => level !== 'static' && !LEVELS.includes(level));
  if (unknown !== undefined) throw new Error(`Unknown level ${unknown}.\n\n${HELP}`);
  const narrowed = positionals.length > 0 || values.t !== undefined;
  const wants = (level) => values.level?.includes(level) ?? (level !== 'static' || !narrowed);

  const results = wants('static') ? await runLanes([[lint], [format, types]]) : [];
  if (stopped) return;
  const specs = specsByLevel(positionals);
  const temporary = { TMPDIR: openTemporaryFolder() };
  for (const level of LEVELS.filter((one) => wants(one) && specs[one].length > 0)) {
    if (level !== 'unit' && cluster === null) cluster = await startCluster(results);
    if (level !== 'unit' && cluster === 'failed') continue;
    const servers = level === 'unit' ? {} : { ...cluster.kafkaEnv, DATABASE_URL: cluster.databaseUrl };
    const stage = jestStage(level, specs[level], { env: { ...temporary, ...servers }, name: values.t ?? null });
    results.push(await runStage(stage));
    if (stopped) return;
  }
  await stop();
  const total = sum(results);
  if (total.passed + total.failed === 0) print('No test ran.');
  printTotal(total);
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
}

async function startCluster(results) {
  const { startLocalCluster } = await import(at('dist', 'libs', 'local-cluster', 'src', 'index.js'));
  const stateDir = process.env.SCHAKEL_STATE ?? at('.schakel');
  try {
    const started = await startLocalCluster({ stateDir, ephemeral: true, onProgress: (text) => print(`  ${text}`) });
    watchGroups({ began: (group) => started.adopt(group), ended: (group) => started.release(group) });
    return started;
  } catch (error) {
    results.push(failed(`servers: ${error.name === 'LocalClusterError' ? error.message : error.stack}`));
    return 'failed';
  }
}

async function stop() {
  stopped = true;
  await endGroups();
  await cluster?.stop?.();
  closeTemporaryFolder();
}

untilToldToStop(stop);
main().catch(async (error) => {
  await stop();
  print(
    String(error.code ?? '').startsWith('ERR_PARSE_ARGS')
      ? `${error.message}\n\n${HELP}`
      : (error.stack ?? String(error)),
  );
  process.exitCode = 1;
});
