import { seededRandom } from '#lib/contracts';
import { Findings } from '../findings.js';
import type { AdapterUnderTest } from '../adapter-under-test.js';
import type { ConformanceCheck } from '../conformance-check.js';

const CASES_PER_MESSAGE = 3;
const HINT =
  'Look at the mapper of the message in the finding: toAgency and fromAgency must be each other’s inverse, and pure. A word or code that the agency has no name for must be added to its vocabulary, never dropped.';

/** The agency's language and the canonical one say the same. */
export const FORMAT_CHECKS: readonly ConformanceCheck[] = [
  {
    id: 'format-round-trip',
    title: 'loses nothing between the agency’s format and the canonical one, and nothing back',
    needs: ['code'],
    hint: HINT,
    run: (adapter) =>
      everyMessage(adapter, (found, code, mapper, content) => {
        const back = mapper.fromAgency(mapper.toAgency(content));
        if (found.holds(back.ok, `${code}: what toAgency writes, fromAgency refuses`) && back.ok) {
          found.holds(equal(back.value, content), `${code}: something changed on the way there and back`);
        }
      }),
  },
  {
    id: 'format-deterministic',
    title: 'writes the same content in the same way every time, and leaves its input as it was',
    needs: ['code'],
    hint: HINT,
    run: (adapter) =>
      everyMessage(adapter, (found, code, mapper, content) => {
        const before = JSON.stringify(content);
        const [once, twice] = [JSON.stringify(mapper.toAgency(content)), JSON.stringify(mapper.toAgency(content))];
        found.holds(once === twice, `${code}: two translations of the same content differ`);
        found.holds(JSON.stringify(content) === before, `${code}: toAgency changed its input`);
      }),
  },
  {
    id: 'format-code-lists',
    title: 'gives every canonical code one word of the agency, and every word one code',
    needs: ['code'],
    hint: 'Two entries of the code list in the finding mean the same canonical code: what is sent back could not be told apart.',
    run: ({ adapter }) => {
      const found = new Findings();
      for (const { endpoint, format } of adapter!.definition.endpoints) {
        for (const [name, list] of Object.entries(format.codeLists)) {
          const codes = [...list.values()];
          found.same(`${endpoint}, code list ${name}: canonical codes named once`, new Set(codes).size, codes.length);
        }
      }
      return Promise.resolve(found.all());
    },
  },
];

type Mapper = NonNullable<
  ReturnType<NonNullable<AdapterUnderTest['adapter']>['definition']['endpoints'][number]['format']['mapperFor']>
>;
type Content = Readonly<Record<string, unknown>>;

/** Samples of every message that the adapter's endpoints send or receive, with their mapper. */
function everyMessage(
  { adapter, contracts }: AdapterUnderTest,
  judge: (found: Findings, code: string, mapper: Mapper, content: Content) => void,
): Promise<readonly string[]> {
  const found = new Findings();
  const random = seededRandom(7);
  for (const { endpoint, sends, receives, controls } of adapter!.manifest.endpoints) {
    const format = adapter!.definition.endpoints.find((one) => one.endpoint === endpoint)?.format;
    for (const code of new Set([...sends, ...receives, ...controls])) {
      const mapper = format?.mapperFor(code) ?? null;
      if (mapper === null) {
        found.holds(false, `${endpoint}: no mapper for ${code}`);
        continue;
      }
      for (let n = 0; n < CASES_PER_MESSAGE; n += 1) {
        judge(found, `${endpoint} ${code}`, mapper, contracts.sample(code, random, {}, { full: n === 0 }));
      }
    }
  }
  return Promise.resolve(found.all());
}

function equal(one: unknown, other: unknown): boolean {
  return new Findings().same('', one, other);
}
