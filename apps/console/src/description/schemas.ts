import { OPERATOR_ROLES } from '#lib/trust';
import { PERMISSIONS } from '../access/permission.js';
import type { Json } from './json-document.js';
import { LIST_SCHEMAS } from './list-schemas.js';
import { REPLAY_SCHEMAS } from './replay-schemas.js';
import { listOf, number, object, oneOf, someOf, text, textOrNull, time } from './schema-words.js';

/** What is sent and answered. */
export const SCHEMAS: Json = {
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      ...{ type: text, title: text, status: number, detail: text },
      code: { type: 'string', description: 'The stable name of the problem.' },
      errors: listOf(object({ pointer: text, code: text, message: text })),
      roles: listOf(oneOf(OPERATOR_ROLES)),
    },
  },
  Me: object({
    ...{ subject: text, roles: listOf(oneOf(OPERATOR_ROLES)), may: listOf(oneOf(Object.keys(PERMISSIONS))) },
    tokenEndsAt: time,
  }),
  CaseSearch: someOf({ vNumber: { type: 'string', pattern: '^\\d{10}$' } }, ['vNumber']),
  CaseFound: object({ caseKey: text }),
  AuditEntry: object({
    auditId: text,
    at: time,
    actor: { type: 'string', description: 'Subject of the operator; `hub` where no person acted.' },
    ...{ action: text, planId: textOrNull, caseKey: textOrNull },
    details: { type: 'object', description: 'Counts, codes and ids of the hub.' },
  }),
  ...LIST_SCHEMAS,
  ...REPLAY_SCHEMAS,
};
