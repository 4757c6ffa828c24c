import type { Command } from 'commander';
import { adaptersToHost } from '#lib/adapter-kit';
import { loadContracts } from '#lib/contracts';
import { aclsOf, brokerUserOf, projectRoot } from '#lib/platform';
import { aclCommand } from '../access/acl-command.js';

const PREFIX = /^[a-z][a-z0-9-]{0,39}$/;

export function registerAccess(program: Command): void {
  program
    .command('access')
    .description('Prints which users and access lists the brokers need: for the administrators of a Kafka of your own.')
    .option('--json', 'one JSON document: users, acls')
    .addHelpText(
      'after',
      `
SCHAKEL_PREFIX (default schakel) names users, topics and groups. Without --json: one kafka-acls command per line, to be run with the
--bootstrap-server and --command-config of your cluster. Starts nothing and changes nothing. With KAFKA_ADMIN_FILE set, \`schakel up\` makes
all of it itself.`,
    )
    .action((options: { readonly json?: boolean }) => {
      const prefix = process.env['SCHAKEL_PREFIX'] ?? 'schakel';
      if (!PREFIX.test(prefix)) throw new Error('SCHAKEL_PREFIX has a form that is not understood.');
      const acls = aclsOf(prefix, adaptersToHost(loadContracts({ root: projectRoot() }), projectRoot()));
      const named = acls.map((acl) => ({ ...acl, principal: brokerUserOf(prefix, acl.principal) }));
      const users = [...new Set(named.map(({ principal }) => principal))];
      const lines = options.json === true ? [JSON.stringify({ users, acls: named })] : named.map(aclCommand);
      for (const line of lines) process.stdout.write(`${line}\n`);
    });
}
