import type { Command } from 'commander';
import { loadContracts, type Partner, type Partners } from '#lib/contracts';
import { partyName } from '#lib/domain';
import { projectRoot, systemClock } from '#lib/platform';
import { readSuspended, revokeClient, writeSuspension } from '#lib/trust';
import { secretsFolder } from '../agencies/agency-wallet.js';
import { partnerNamed } from '../agencies/partner-named.js';

const write = (line: string): void => void process.stdout.write(`${line}\n`);

export function registerClients(program: Command): void {
  const clients = program
    .command('clients')
    .description(
      'Who may enter the doors: lists organisations, suspends them, lets them in again, revokes a certificate.',
    );
  clients
    .command('list', { isDefault: true })
    .description('Every organisation, its OIN and parties, and since when it is suspended.')
    .option('--json', 'one JSON document')
    .action((options: { readonly json?: boolean }) => {
      const rows = listed(partners());
      if (options.json === true) return write(JSON.stringify(rows));
      const lines = rows.map(({ id, oin, parties, suspendedSince }) =>
        [id.padEnd(10), oin, (suspendedSince ?? 'may enter').padEnd(26), parties.join(', ')].join('  '),
      );
      write(lines.join('\n'));
    });
  clients
    .command('suspend <party>')
    .description('Lets an organisation in no more: doors, open connections and the identity server within two seconds.')
    .action((party: string) => {
      const { id, oin } = partnerNamed(partners(), party);
      writeSuspension(secretsFolder(), oin, systemClock.iso());
      write(`${id} is suspended.`);
    });
  clients
    .command('resume <party>')
    .description('Lets a suspended organisation in again.')
    .action((party: string) => {
      const { id, oin } = partnerNamed(partners(), party);
      writeSuspension(secretsFolder(), oin, null);
      write(`${id} may enter.`);
    });
  clients
    .command('revoke <party>')
    .description('Revokes the certificate that the development authority gave it; the next start makes a new one.')
    .action(async (party: string) => {
      const { id } = partnerNamed(partners(), party);
      await revokeClient(secretsFolder(), id, new Date(systemClock.now()));
      write(`The certificate of ${id} is revoked.`);
    });
}

interface ListedClient {
  readonly id: string;
  readonly oin: string;
  readonly parties: readonly string[];
  readonly suspendedSince: string | null;
}

function listed({ all }: Partners): readonly ListedClient[] {
  const suspended = readSuspended(secretsFolder());
  return all.map(({ id, oin, systems }: Partner) => ({
    id,
    oin,
    parties: systems.map((system) => partyName(system)),
    suspendedSince: suspended.get(oin) ?? null,
  }));
}

function partners(): Partners {
  return loadContracts({ root: projectRoot() }).partners;
}
