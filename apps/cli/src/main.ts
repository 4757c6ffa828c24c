import { Command } from 'commander';
import { registerAccess } from './commands/access.command.js';
import { registerAudit } from './commands/audit.command.js';
import { registerBalance } from './commands/balance.command.js';
import { registerBlocked } from './commands/blocked.command.js';
import { registerCase } from './commands/case.command.js';
import { registerClients } from './commands/clients.command.js';
import { registerDeadLetters } from './commands/dead-letters.command.js';
import { registerDecide } from './commands/decide.command.js';
import { registerActivate } from './commands/activate.command.js';
import { registerConformance } from './commands/conformance.command.js';
import { registerExample } from './commands/example.command.js';
import { registerExplain } from './commands/explain.command.js';
import { registerLedger } from './commands/ledger.command.js';
import { registerLogin } from './commands/login.command.js';
import { registerNewAdapter } from './commands/new-adapter.command.js';
import { registerPlay } from './commands/play.command.js';
import { registerRecipients } from './commands/recipients.command.js';
import { registerQuarantine } from './commands/quarantine.command.js';
import { registerRecompute } from './commands/recompute.command.js';
import { registerReplay } from './commands/replay.command.js';
import { registerRules } from './commands/rules.command.js';
import { registerToken } from './commands/token.command.js';
import { registerUp } from './commands/up.command.js';

const program = new Command('schakel')
  .description(
    'Schakel, the message hub of the Dutch return chain: who may receive which message, which fields, when, on what ground.',
  )
  .showHelpAfterError('(add --help for what this command takes)')
  .helpCommand(true);

registerUp(program);
registerPlay(program);
registerDecide(program);
registerLedger(program);
registerExplain(program);
registerCase(program);
registerBalance(program);
registerDeadLetters(program);
registerBlocked(program);
registerRecipients(program);
registerReplay(program);
registerLogin(program);
registerAudit(program);
registerQuarantine(program);
registerRecompute(program);
registerRules(program);
registerActivate(program);
registerToken(program);
registerClients(program);
registerConformance(program);
registerNewAdapter(program);
registerExample(program);
registerAccess(program);

// Whoever reads the output may stop in the middle of it (`| head`): then there is nobody left to say anything to.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  await program.parseAsync(process.argv);
} catch (error) {
  // The user sees what happened and what to do; the stack is for SCHAKEL_DEBUG only, for it may name files and values.
  process.stderr.write(`schakel: ${error instanceof Error ? error.message : String(error)}\n`);
  if (process.env['SCHAKEL_DEBUG'] !== undefined && error instanceof Error)
    process.stderr.write(`${error.stack ?? ''}\n`);
  process.exitCode = 1;
}
