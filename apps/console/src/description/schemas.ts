import { OPERATOR_ROLES } from '#lib/trust';
import { PERMISSIONS } from '../access/permission.js';
import { CASE_SCHEMAS } from './case-schemas.js';
import type { Json } from './json-document.js';
import { LIST_SCHEMAS } from './list-schemas.js';
import { REPLAY_SCHEMAS } from './replay-schemas.js';
import { byName, listOf, number, object, oneOf, someOf, text, textOrNull, time } from './schema-words.js';

/** A count, a code, an id or a word of an operator. */
const SIMPLE: Json = { type: ['string', 'number', 'boolean', 'null'] };
const FEW: Json = { anyOf: [SIMPLE, listOf(SIMPLE), byName(SIMPLE)] };

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
    details: {
      ...byName({ anyOf: [SIMPLE, listOf(SIMPLE), byName(FEW)] }),
      description: 'Counts, codes and ids of the hub, and the reason that an operator gave.',
    },
  }),
  ...LIST_SCHEMAS,
  ...CASE_SCHEMAS,
  ...REPLAY_SCHEMAS,
};
