import { Option, type Command } from 'commander';
import { loadContracts } from '#lib/contracts';
import { explainDecision, letterOf } from '#lib/exchange-rules';
import { projectRoot, topicNames, type HubConfig } from '#lib/platform';
import { decisionsInLedger, decisionsOnTopic, type FoundDecision } from '../explain/find-decisions.js';
import { rulesOf } from '../explain/rules-of.js';
import { hubSettings } from '../hub/hub-settings.js';
import { loadAllRules } from '../hub/load-all-rules.js';
import { withDatabase, withLog } from '../hub/with-servers.js';
import { noteLook } from '../looks/note-look.js';
import { HUB_ID } from '../options/hub-id.js';

interface ExplainOptions {
  readonly lang: 'nl' | 'en';
  readonly json?: boolean;
}

export class DecisionUnknown extends Error {
  readonly code = 'decision-unknown';
}

export function registerExplain(program: Command): void {
  program
    .command('explain')
    .argument('<id>', 'id of a decision, or of a message')
    .description(
      'Explains a decision as a letter: what, to whom, which fields were removed and why, rule, article, facts.',
    )
    .addOption(new Option('--lang <language>', 'nl or en').choices(['nl', 'en']).default('nl'))
    .option('--json', 'the parts of the letter as one JSON document')
    .addHelpText('after', '\nIds are in the output of `schakel ledger`, in receipts and in the answers of the doors.')
    .action(async (id: string, options: ExplainOptions) => {
      if (!HUB_ID.test(id)) throw new DecisionUnknown('An id of a decision or of a message is a UUID, in lower case.');
      process.stdout.write(await explain(hubSettings(), id, options));
    });
}

async function explain(config: HubConfig, id: string, options: ExplainOptions): Promise<string> {
  const contracts = loadContracts({ root: projectRoot() });
  const topic = topicNames(config.prefix).decisions;
  const { found, record } = await withDatabase(config, async ({ ledger, audit }) => {
    const known = await decisionsInLedger(ledger, contracts, id);
    const found =
      known.length > 0 ? known : await withLog(config, (log) => decisionsOnTopic(log, topic, contracts, id));
    const record = theDecision(found);
    if (record === null)
      throw new DecisionUnknown('There is no decision with this id, nor one on a message with this id.');
    const { caseKey = null, decisionId = '' } = record;
    await noteLook({ audit }, { action: 'decision.read', caseKey, details: { decisionId: decisionId ?? '' } });
    return { found, record };
  });
  const others = found.length - 1;
  if (others > 0)
    process.stderr.write(`The message has come ${others} more time(s); \`schakel ledger --message-id\` lists all.\n`);
  const explanation = explainDecision(record, rulesOf(record, loadAllRules(contracts)), options.lang);
  return options.json === true ? `${JSON.stringify(explanation)}\n` : letterOf(explanation);
}

/** Of several on one message the one that decided it: repeats say only that they are repeats. */
function theDecision(found: readonly FoundDecision[]): FoundDecision | null {
  return found.find(({ outcome }) => outcome !== 'DUPLICATE') ?? found[0] ?? null;
}
