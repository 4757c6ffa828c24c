// A process that starts a cluster and waits to be killed: how the servers end with it can only be seen from outside.
import { registerHooks } from 'node:module';
import process from 'node:process';

// The sources import each other as '.js', as they are called once built; other libs come from the build.
registerHooks({
  resolve: (specifier, context, next) =>
    next(isOurs(specifier, context) ? specifier.replace(/\.js$/, '.ts') : specifier, context),
});

function isOurs(specifier, { parentURL = '' }) {
  return specifier.startsWith('.') && !/\/(node_modules|dist)\//.test(parentURL);
}

const { startLocalCluster } = await import('../src/start-local-cluster.ts');
const options = JSON.parse(process.argv[2]);
const { kafkaBrokers, databaseUrl, kafkaPid, postgresPid, keeperPid } = await startLocalCluster(options);
process.stdout.write(`${JSON.stringify({ kafkaBrokers, databaseUrl, kafkaPid, postgresPid, keeperPid })}\n`);
setInterval(() => undefined, 60_000);
