import type { Content, Endpoint, MessageCode } from '#lib/domain';
import type { ContractCode } from '../message/contract-code.js';

/** `unknown-schema` on an authentic record stops the partition; the others are quarantined (decisions 5). */
export type Undecodable = 'no-magic' | 'unknown-schema' | 'undecodable';

export type Decoded =
  | {
      readonly ok: true;
      readonly code: ContractCode;
      readonly schemaId: number;
      readonly revision: number;
      readonly content: Content;
    }
  | { readonly ok: false; readonly reason: Undecodable };

export type DecodedDelivery =
  | {
      readonly ok: true;
      readonly code: MessageCode;
      readonly endpoint: Endpoint;
      readonly schemaId: number;
      readonly content: Content;
    }
  | { readonly ok: false; readonly reason: Undecodable };
