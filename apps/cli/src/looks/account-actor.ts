import { userInfo } from 'node:os';
import process from 'node:process';

/** Whoever works at the command line without a log-in: `system:` and the account of the operating system, in a form that the audit can be asked for. */
export function accountActor(account: () => string = () => userInfo().username): string {
  return `system:${nameOf(account)
    .replace(/[^\w.@-]/g, '_')
    .slice(0, 100)}`;
}

/** In a container a user may have a number and no name. */
function nameOf(account: () => string): string {
  try {
    const name = account();
    if (name !== '') return name;
  } catch {
    // No entry in the list of accounts.
  }
  return `uid-${process.getuid?.() ?? 'unknown'}`;
}
