import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { runChaos } from './chaos-run.js';
import { verdictOf } from './verdict.js';

const HELP = `Usage: npm run chaos -- [options]

Starts a whole hub of its own, sends messages of many cases and agencies at its doors, lets recipients fail, be slow, lose answers
and go down, and kills router, adapters, ledger, console, identity server, broker and database at random moments. Then everything
is healed, and what is left is judged: nothing lost, nothing twice, in order, the books balance.

  --messages N   messages (default 20000)
  --seed S       the same messages, troubles and victims as another run; without it one is drawn and printed
  --kills N      kills, spread over the load (default: one per 800 messages)
  --minutes M    the load lasts at least so long (default: as fast as it is taken)
  --outage S     seconds that one recipient is away, beside all else (default 60)
  --at-once N    senders at the same time (default 16)
  --replay       in the end operators replay all dead letters by plans, and their console is killed meanwhile
  --json         one JSON line with the findings at the end

Exit status 0 only when everything holds.`;

const { values } = parseArgs({
  options: {
    messages: { type: 'string', default: '20000' },
    seed: { type: 'string' },
    kills: { type: 'string' },
    minutes: { type: 'string', default: '0' },
    outage: { type: 'string', default: '60' },
    'at-once': { type: 'string', default: '16' },
    replay: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  process.stdout.write(`${HELP}\n`);
} else {
  const messages = whole('--messages', values.messages, 1);
  const outcome = await runChaos({
    messages,
    seed: values.seed === undefined ? randomInt(1_000_000) : whole('--seed', values.seed, 0),
    kills: values.kills === undefined ? Math.ceil(messages / 800) : whole('--kills', values.kills, 0),
    minutes: whole('--minutes', values.minutes, 0),
    outageMs: whole('--outage', values.outage, 0) * 1000,
    atOnce: whole('--at-once', values['at-once'], 1),
    replay: values.replay,
    progress: (line) => process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`),
  });
  process.stdout.write(`${verdictOf(outcome)}\n`);
  if (values.json) process.stdout.write(`${JSON.stringify({ holds: outcome.holds, findings: outcome.findings })}\n`);
  process.exitCode = outcome.holds ? 0 : 1;
}

function whole(name: string, text: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  throw new Error(`${name} takes a whole number from ${least}.`);
}
