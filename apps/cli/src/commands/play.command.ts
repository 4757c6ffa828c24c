import type { Command } from 'commander';
import { readHubFile } from '../hub/hub-file.js';
import { stateFolder } from '../hub/state-folder.js';
import { play } from '../play/play-on-hub.js';

export function registerPlay(program: Command): void {
  program
    .command('play')
    .argument('<story>', 'S1 to S6, or the path of a story file of the same shape')
    .description('Plays a case story live on the hub that runs here (start one with `schakel up`).')
    .option('--json', 'one machine-readable line per step on standard output, nothing else there')
    .action(async (story: string, options: { readonly json?: boolean }) => {
      const outcome = await play(readHubFile(stateFolder()), story, options.json ?? false);
      process.exitCode = outcome.asExpected === outcome.total ? 0 : 1;
    });
}
