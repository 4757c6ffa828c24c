import { ENDPOINTS } from '#lib/domain';
import type { Json } from './json-document.js';

const TEXT = { type: 'string' };
const ID = { type: 'string', format: 'uuid' };
const MOMENT = { type: 'string', format: 'date-time' };
const LINKS = { type: 'object', required: ['self'], properties: { self: TEXT } };
const WARNINGS = {
  type: 'array',
  items: { type: 'object', required: ['code', 'message'], properties: { code: TEXT, message: TEXT } },
};
const RECIPIENT = {
  type: 'object',
  required: ['recipient', 'state'],
  properties: {
    recipient: { type: 'string', enum: [...ENDPOINTS] },
    state: {
      type: 'string',
      enum: ['DELIVERED', 'WAITING', 'HELD', 'FAILED', 'REFUSED'],
      description:
        'WAITING: not yet there, or behind an earlier message of the case. HELD: a stop stands on the case, or stood; it is not sent by itself, also not when the stop ends: send it anew if it still applies, or ask the operators of the hub to release it. FAILED: the recipient’s system refused it; operators of the hub are on it.',
    },
    reason: { type: 'string', description: 'Code of a refusal.' },
  },
};

/** Schemas of what the door answers; the same at every adapter. */
export const ANSWER_SCHEMAS: Json = {
  SubmissionReceipt: {
    type: 'object',
    required: ['messageId', 'type', 'status', 'acceptedAt', 'warnings', 'links'],
    properties: {
      messageId: ID,
      type: TEXT,
      status: { type: 'string', enum: ['ACCEPTED'] },
      acceptedAt: MOMENT,
      warnings: WARNINGS,
      links: LINKS,
    },
  },
  MessageStatus: {
    type: 'object',
    required: ['messageId', 'type', 'status', 'acceptedAt', 'warnings', 'links'],
    properties: {
      messageId: ID,
      type: TEXT,
      status: { type: 'string', enum: ['RECEIVED', 'ACCEPTED', 'DECIDED', 'REJECTED'] },
      reason: { type: 'string', description: 'Code, when the message was refused as a whole.' },
      acceptedAt: MOMENT,
      warnings: WARNINGS,
      recipients: {
        type: 'array',
        description: 'Once decided: those of whom the sender may know. An absent one says nothing.',
        items: RECIPIENT,
      },
      links: LINKS,
    },
  },
  Problem: {
    type: 'object',
    description: 'RFC 9457.',
    required: ['type', 'title', 'status', 'detail', 'code'],
    properties: {
      type: TEXT,
      title: TEXT,
      status: { type: 'integer' },
      detail: TEXT,
      code: TEXT,
      errors: {
        type: 'array',
        maxItems: 100,
        items: {
          type: 'object',
          required: ['pointer', 'code', 'message'],
          properties: { pointer: TEXT, code: TEXT, message: TEXT },
        },
      },
    },
  },
};
