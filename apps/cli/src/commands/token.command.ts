import type { Command } from 'commander';
import { loadContracts } from '#lib/contracts';
import { projectRoot } from '#lib/platform';
import { agencyWallet, secretsFolder } from '../agencies/agency-wallet.js';
import { curlExample } from '../agencies/curl-example.js';
import { partnerNamed } from '../agencies/partner-named.js';
import { NoRunningHub, readHubFile } from '../hub/hub-file.js';
import { stateFolder } from '../hub/state-folder.js';

export function registerToken(program: Command): void {
  program
    .command('token')
    .argument('<party>', 'who calls: a party (COA, GEM:0599, EMB:NG) or an id of the partner list (coa, gem-0599)')
    .description('Gets an access token as the agency would, from the hub that runs here. For development.')
    .option('--adapter <id>', 'for another door than its own (which is refused: to see that it is)')
    .option('--curl', 'a whole command to copy instead, which calls the agency’s door with certificate and token')
    .addHelpText(
      'after',
      `
The token is good for five minutes, for that door alone, and only over a connection with the agency's own certificate
(.schakel/secrets/pki/clients/). Nobody else can use it.

Example:
  npm run -s schakel -- token COA --curl | sh`,
    )
    .action(async (party: string, options: { readonly adapter?: string; readonly curl?: boolean }) => {
      const { partners } = loadContracts({ root: projectRoot() });
      const partner = partnerNamed(partners, party);
      const { doors } = readHubFile(stateFolder());
      const wallet = agencyWallet();
      try {
        const { headers } = await wallet.credentials(partner, options.adapter ?? partner.adapter);
        const token = (headers['authorization'] ?? '').replace('Bearer ', '');
        const door = doors[partner.systems[0]?.endpoint ?? ''];
        if (options.curl === true && door === undefined)
          throw new NoRunningHub('The hub that runs here has no door for this party.');
        const text = options.curl === true ? curlExample(partner, door ?? '', token, secretsFolder()) : token;
        process.stdout.write(`${text}\n`);
      } finally {
        wallet.close();
      }
    });
}
