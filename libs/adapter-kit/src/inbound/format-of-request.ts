import type { AgencyFormat } from '../definition/agency-format.js';
import type { ProblemInit } from '#lib/platform';
import type { Client } from './client.js';
import type { InboundParts } from './inbound-parts.js';
import { problems } from './problems.js';

export type ChosenFormat =
  { readonly ok: true; readonly format: AgencyFormat } | { readonly ok: false; readonly problem: ProblemInit };

/** The language of a body: one that this client's endpoints speak, by the media type that the request names. */
export function formatOfRequest(formatOf: InboundParts['formatOf'], client: Client, mediaType: string): ChosenFormat {
  const formats = client.parties.flatMap(({ endpoint }) => formatOf(endpoint) ?? []);
  const format = formats.find(({ mediaTypes }) => mediaTypes.includes(mediaType));
  return format === undefined
    ? {
        ok: false,
        problem: problems.unsupportedMediaType([...new Set(formats.flatMap(({ mediaTypes }) => mediaTypes))]),
      }
    : { ok: true, format };
}
