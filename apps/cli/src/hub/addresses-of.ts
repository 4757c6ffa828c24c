import type { RunningHub } from './hub-file.js';

/** What a person may look at on a hub that runs, line by line. */
export function addressesOf(running: RunningHub, logFolder: string): string {
  const doors = Object.entries(running.doors).map(([endpoint, url]) => `  ${endpoint.padEnd(6)} ${url}/v1/messages`);
  return [
    '',
    'The hub runs. Look at:',
    `  what the agencies received   ${running.simulator}/deliveries`,
    `  schemas (Confluent REST)     ${running.registry}/subjects`,
    `  router health and metrics    ${running.router}/health/ready  ${running.router}/metrics`,
    `  ledger health and metrics    ${running.ledger}/health/ready  ${running.ledger}/metrics`,
    `  console (REST, operators)    ${running.console || 'not started: set SCHAKEL_CONSOLE_ISSUER (operators’ identity provider)'}`,
    `  identity server              ${running.identity}/.well-known/openid-configuration`,
    '  doors of the agencies (mutual TLS; an example to copy: npm run -s schakel -- token COA --curl)',
    ...doors,
    `  logs                         ${logFolder}/*.log`,
    '',
    'Another play: npm run -s schakel -- play S1    What was decided: npm run -s schakel -- ledger    Stop: Ctrl-C',
  ].join('\n');
}
