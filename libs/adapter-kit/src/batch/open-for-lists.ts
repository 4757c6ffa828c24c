import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Adapter } from '../definition/adapter.js';
import { CSV } from './batch.format.js';
import { LONGEST_LIST } from './read-list.js';

/** Lets files of lists in, larger than a message may be, at the doors of the adapters that take any. */
export function openForLists(app: NestFastifyApplication, adapter: Adapter, mediaTypes: string[]): void {
  if (!adapter.definition.endpoints.some(({ batches = [] }) => batches.length > 0)) return;
  mediaTypes.push(CSV);
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(CSV, { parseAs: 'buffer', bodyLimit: LONGEST_LIST }, (_request, body, done) => {
      done(null, body);
    });
}
