import { rightsOf } from '#lib/adapter-kit';
import type { Contracts } from '#lib/contracts';
import type { AdapterOrder } from './adapter-order.js';

/** README of a new adapter: what can be known of it is there, the rest says FILL IN. */
export function adapterPage({ id, endpoints, replaces, like }: AdapterOrder, contracts: Contracts): string {
  const rows = endpoints.map((endpoint) => {
    const { sends, receives, controls } = rightsOf(contracts, endpoint);
    return [endpoint, sends.join(', ') || '–', receives.join(', ') || '–', controls.join(', ') || '–'];
  });
  const place = replaces === null ? '' : ` Takes the place of ${replaces.id} when its status is no longer \`draft\`.`;
  const format =
    like === null
      ? 'Canonical JSON: CloudEvents in structured mode (`application/cloudevents+json`).'
      : `JSON in the words of \`vocabulary/\`, which began as those of ${like}.`;
  return `# ${id}

FILL IN: what the agency does in the chain, in one or two sentences.${place}

Legal basis: FILL IN, e.g. Vw art. 107, with its code in brackets as in schemas/catalogue.json.

${table([['Endpoint', 'Sends', 'May receive', 'States'], ...rows])}

Which fields of a message arrive, and whether it arrives, is decided per case by the exchange rules. The lists stand in
\`adapter.manifest.json\` and are checked against the catalogue and the rules by the conformance suite.

**Format.** ${format} FILL IN: how it differs from that, with an example.

**Run.** \`npm run -s schakel -- conformance ${id}\` judges it in one process, with fakes. In service it runs with all others by \`npm start\`, and
alone by \`npm run start:${id}\`.

**Limits.** Messages up to 1 MiB. A delivery that the agency refuses for good (4xx) goes to the dead letters, and the next ones of its case wait until operators have decided about it; one that it
cannot take now is tried again, in order, for as long as it takes.

**Who to call.** FILL IN: the desk, never a person.
`;
}

/** Columns padded to their widest cell, as prettier writes them. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_cell, n) => Math.max(...rows.map((row) => row[n]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, n) => cell.padEnd(widths[n] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [head = [], ...body] = rows;
  return [line(head), rule, ...body.map(line)].join('\n');
}
