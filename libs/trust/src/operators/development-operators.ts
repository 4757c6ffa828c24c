import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { readIfThere, writeSecretFile } from '../pki/secret-file.js';
import { isOperatorRole, type OperatorRole } from './operator-role.js';

/** Somebody who may log in at the development identity server. In earnest an identity provider of the organisation knows its people. */
export interface DevelopmentOperator {
  /** With which they log in. */
  readonly user: string;
  /** `sub` of their tokens; says nothing about the person. */
  readonly subject: string;
  readonly roles: readonly OperatorRole[];
  readonly password: string;
}

/** operator2 has two roles, so that it can be seen that nobody approves their own plan. */
const USERS: readonly (readonly [string, readonly OperatorRole[]])[] = [
  ['viewer', ['viewer']],
  ['operator', ['operator']],
  ['operator2', ['operator', 'approver']],
  ['approver', ['approver']],
  ['dpo', ['dpo']],
];

/** Where they stand, passwords and all. */
export function operatorsFile(secretsFolder: string): string {
  return join(secretsFolder, 'operators.json');
}

/** Makes the users that are missing, each with a password of its own, and leaves those that are there as they are. */
export function ensureDevelopmentOperators(secretsFolder: string): void {
  const known = readIfThere(operatorsFile(secretsFolder)) === null ? [] : readDevelopmentOperators(secretsFolder);
  const missing = USERS.filter(([user]) => !known.some((one) => one.user === user));
  if (missing.length === 0) return;
  const made = missing.map(([user, roles]) => ({
    user,
    subject: randomUUID(),
    roles,
    password: randomBytes(18).toString('base64url'),
  }));
  writeSecretFile(operatorsFile(secretsFolder), `${JSON.stringify([...known, ...made], null, 2)}\n`);
}

/** @throws with what to do when the file is missing or unusable; never shows its content */
export function readDevelopmentOperators(secretsFolder: string): readonly DevelopmentOperator[] {
  const text = readIfThere(operatorsFile(secretsFolder));
  if (text === null) throw new Error('Reading the operators: operators.json is missing. `npm start` makes it.');
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    // Without its cause: the parser quotes what it read.
    list = null;
  }
  if (Array.isArray(list) && list.every(isOperator)) return list;
  throw new Error(
    'Reading the operators: operators.json is no list of user, subject, roles and password. Mend it, or take it away and start again; until then nobody logs in.',
  );
}

function isOperator(value: unknown): value is DevelopmentOperator {
  const { user, subject, roles, password } = (value ?? {}) as Record<string, unknown>;
  const texts = [user, subject, password].every((text) => typeof text === 'string' && text.length > 0);
  return texts && String(password).length >= 16 && Array.isArray(roles) && roles.every(isOperatorRole);
}
