import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Command } from 'commander';
import { systemClock } from '#lib/platform';
import { logInAtPages, readDevelopmentOperators, type DeviceLogIn, type OperatorGrant } from '#lib/trust';
import { ConsoleClient } from '../console/console-client.js';
import { deviceLogIn, logInPlace } from '../console/console-log-in.js';
import { consolePlace, type ConsolePlace } from '../console/console-place.js';
import { readSession, removeSession, sessionOf, writeSession } from '../console/console-session.js';
import { stateFolder } from '../hub/state-folder.js';
import { OptionWrong } from '../options/option-wrong.js';

interface Me {
  readonly subject: string;
  readonly roles: readonly string[];
  readonly may: readonly string[];
  readonly tokenEndsAt: string;
}

const write = (line: string): void => void process.stdout.write(`${line}\n`);
const say = (line: string): void => void process.stderr.write(`${line}\n`);

export function registerLogin(program: Command): void {
  program
    .command('login')
    .description(
      'Logs in at the console: shows a code to type in at the identity provider, and waits until that is done.',
    )
    .option('--as <user>', 'in development: log in as viewer, operator, operator2, approver or dpo, without a browser')
    .addHelpText(
      'after',
      `
The log-in lasts a working day at most and lies in .schakel/operator-session.json, readable by you alone; SCHAKEL_SESSION names another file.
The users of development and their passwords stand in .schakel/secrets/operators.json.
Examples:
  npm run -s schakel -- login
  npm run -s schakel -- login --as operator
  SCHAKEL_SESSION=.schakel/approver-session.json npm run -s schakel -- login --as approver`,
    )
    .action(async (options: { readonly as?: string }) => {
      const place = consolePlace();
      try {
        const where = await logInPlace(place);
        const logIn = deviceLogIn(where, place.fetch);
        const grant = await (options.as === undefined ? byPerson(logIn) : byItself(logIn, options.as, place));
        writeSession(sessionOf({ ...where, console: place.url }, grant, systemClock.now()));
      } finally {
        place.fetch.close();
      }
      const { roles } = await ConsoleClient.use((client) => client.get<Me>('/v1/me'));
      write(`Logged in, with the role${roles.length === 1 ? '' : 's'} ${roles.join(', ') || '(none)'}.`);
    });

  program
    .command('logout')
    .description('Ends the log-in at the console.')
    .action(async () => {
      const session = readSession();
      removeSession();
      if (session === null) return write('Nobody was logged in.');
      if (session.refreshToken !== null) {
        const place = consolePlace();
        await deviceLogIn(session, place.fetch)
          .revoke(session.refreshToken)
          .finally(() => place.fetch.close());
      }
      write('Logged out.');
    });

  program
    .command('whoami')
    .description('Shows who is logged in at the console, and what that allows.')
    .option('--json', 'one JSON document')
    .action(async (options: { readonly json?: boolean }) => {
      const me = await ConsoleClient.use((client) => client.get<Me>('/v1/me'));
      if (options.json === true) return write(JSON.stringify(me));
      write(`subject  ${me.subject}`);
      write(`roles    ${me.roles.join(', ') || '(none)'}`);
      write(`may      ${me.may.join(', ') || '(nothing)'}`);
    });
}

async function byPerson(logIn: DeviceLogIn): Promise<OperatorGrant> {
  const code = await logIn.begin();
  say(`Open ${code.verificationUri} and type in this code:\n\n    ${code.userCode}\n\nWaiting …`);
  let intervalS = code.intervalS;
  const until = systemClock.monotonic() + code.expiresInS * 1000;
  while (systemClock.monotonic() < until) {
    await pause(intervalS * 1000);
    const grant = await logIn.ask(code.deviceCode, () => (intervalS += 5));
    if (grant !== null) return grant;
  }
  throw new OptionWrong('Nobody typed in the code in time. Run `schakel login` again.');
}

async function byItself(logIn: DeviceLogIn, user: string, { fetch }: ConsolePlace): Promise<OperatorGrant> {
  const operators = readDevelopmentOperators(join(stateFolder(), 'secrets'));
  const operator = operators.find((one) => one.user === user);
  if (operator === undefined) {
    throw new OptionWrong(`--as takes one of: ${operators.map((one) => one.user).join(', ')}.`);
  }
  const code = await logIn.begin();
  await logInAtPages(code, operator, fetch);
  const grant = await logIn.ask(code.deviceCode, () => undefined);
  if (grant !== null) return grant;
  throw new Error('Logging in: the identity provider says that nobody has typed in the code.');
}
