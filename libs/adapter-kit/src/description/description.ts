import type { Adapter } from '../definition/adapter.js';
import type { PublishedFile } from '../definition/agency-format.js';
import { publishedFiles } from './published-files.js';
import type { AdapterRuntime } from '../runtime/adapter-runtime.js';
import { asyncApiDocument } from './async-api-document.js';
import { openApiDocument } from './open-api-document.js';

/** The documents as text. Anybody may ask, so each is made once, and not before somebody does. */
export class Description {
  private openApiText: string | null = null;
  private asyncApiText: string | null = null;

  constructor(
    private readonly adapter: Adapter,
    private readonly runtime: Pick<AdapterRuntime, 'contracts' | 'issuer' | 'topics' | 'groups'>,
  ) {}

  openApi(): string {
    return (this.openApiText ??= JSON.stringify(
      openApiDocument(this.adapter, this.runtime.contracts, this.runtime.issuer),
    ));
  }

  asyncApi(): string {
    const { contracts, topics, groups } = this.runtime;
    return (this.asyncApiText ??= JSON.stringify(asyncApiDocument(this.adapter, contracts, { topics, groups })));
  }

  /** A contract of a format spoken here, e.g. an XSD; null when there is none of this name. */
  file(name: string): PublishedFile | null {
    return publishedFiles(this.adapter).find((one) => one.name === name) ?? null;
  }
}
