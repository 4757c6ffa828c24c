import { sendScope, type Contracts } from '#lib/contracts';
import type { Party } from '#lib/domain';
import type { ProblemInit } from '#lib/platform';
import type { Adapter } from '../definition/adapter.js';
import type { AgencyFormat } from '../definition/agency-format.js';
import type { Accepted } from '../inbound/accept-message.js';
import type { Client } from '../inbound/client.js';
import type { InboundPipeline } from '../inbound/inbound-pipeline.js';
import { problems } from '../inbound/problems.js';
import type { BatchDefinition } from './batch-definition.js';
import { CSV, batchFormat } from './batch.format.js';
import type { LineResult } from './line-result.js';
import { openList, type OpenList } from './read-list.js';
import { runList } from './run-list.js';

export interface ListRequest {
  readonly client: Client;
  readonly body: Buffer;
  /** Without parameters, in lower case. */
  readonly mediaType: string;
  readonly storyTime: string | null;
}

export type ListAnswer =
  | {
      readonly ok: true;
      readonly name: string;
      readonly results: AsyncIterable<LineResult>;
      /** Call it when the answer is over, however it ended. */
      readonly leave: () => void;
    }
  | { readonly ok: false; readonly problem: ProblemInit };

export interface ListDoorParts {
  readonly contracts: Contracts;
  readonly pipeline: Pick<InboundPipeline, 'receiveDocument'>;
  readonly count: (accepted: Accepted) => void;
}

interface OfferedList {
  readonly party: Party;
  readonly batch: BatchDefinition;
  readonly format: AgencyFormat;
}

/** Lists of messages, for the endpoints that declare them. One list of a client at a time: the next would only be slower beside it. */
export class ListDoor {
  private readonly lists: readonly OfferedList[];
  private readonly running = new Set<string>();

  constructor(
    adapter: Adapter,
    private readonly parts: ListDoorParts,
  ) {
    this.lists = adapter.definition.endpoints.flatMap(({ endpoint, batches = [] }) =>
      batches.map((batch) => ({ party: { endpoint, unit: null }, batch, format: batchFormat(batch) })),
    );
  }

  /** Formats beside the endpoint's own in which its messages may come. */
  formatsOf(endpoint: Party['endpoint']): readonly AgencyFormat[] {
    return this.lists.filter(({ party }) => party.endpoint === endpoint).map(({ format }) => format);
  }

  async open({ client, body, mediaType, storyTime }: ListRequest): Promise<ListAnswer> {
    if (this.lists.length === 0) return { ok: false, problem: problems.notFound() };
    const theirs = this.lists.filter(({ party }) => client.parties.some(({ endpoint }) => endpoint === party.endpoint));
    if (theirs.length === 0) return { ok: false, problem: problems.notYourMessage() };
    const own = theirs.filter(({ batch }) => client.scopes.has(sendScope(batch.code)));
    if (own.length === 0) return { ok: false, problem: problems.scopeMissing() };
    if (mediaType !== CSV) return { ok: false, problem: problems.unsupportedMediaType([CSV]) };
    if (this.running.has(client.name)) return { ok: false, problem: problems.tooManyAtOnce() };
    this.running.add(client.name);
    const leave = (): void => void this.running.delete(client.name);
    try {
      const batches = own.map(({ batch }) => batch);
      const opened = await openList(batches, body);
      if (opened.ok) return { ok: true, ...this.run(client, opened.list, own, storyTime), leave };
      leave();
      return { ok: false, problem: problems.invalid(opened.errors) };
    } catch (error) {
      leave();
      throw error;
    }
  }

  private run(
    client: Client,
    list: OpenList,
    own: readonly OfferedList[],
    storyTime: string | null,
  ): { readonly name: string; readonly results: AsyncIterable<LineResult> } {
    const { party, batch, format } = own.find((one) => one.batch === list.batch)!;
    const source = this.parts.contracts.partners.sourceOf(party) ?? '';
    const type = this.parts.contracts.message(batch.code)?.type ?? '';
    const results = runList(list, { source, type }, async (line) => {
      const accepted = await this.parts.pipeline.receiveDocument(client, format, line, storyTime);
      this.parts.count(accepted);
      return accepted;
    });
    return { name: batch.name, results };
  }
}
