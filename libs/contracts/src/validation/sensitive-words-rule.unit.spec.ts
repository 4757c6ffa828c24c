import { describe, expect, it } from '@jest/globals';
import { contractsOf, loadContracts, readSchemaFolder, seededRandom } from '#lib/contracts';

const contracts = loadContracts({ root: process.cwd() });
const AT = '2026-03-02T09:00:00.000Z';

function answer(texts: Record<string, string>, using = contracts) {
  const body = { ...contracts.sample('M06', seededRandom(5), texts), ...texts };
  return using.validate('M06', body, contracts.sampleEnvelope('M06', AT));
}

describe('VAL-11, words about health or asylum in free text', () => {
  it.each([
    ['narrative', 'Zij vertelde over haar Medicatie.', 'health'],
    ['narrative', 'Hij is depressief en slaapt slecht.', 'health'],
    ['narrative', 'She fears persecution.', 'asylum'],
    ['asylumRelatedStatements', 'Zij noemde haar huisarts.', 'health'],
    ['medicalStatements', 'Hij noemde zijn asielaanvraag.', 'asylum'],
  ])('warns at %s of a slip, without refusing and without naming the word', (field, text, about) => {
    const validated = answer({ narrative: 'Gesprek gevoerd.', [field]: text });
    expect(validated).toMatchObject({ ok: true, warnings: [{ pointer: `/${field}`, code: 'VAL-11' }] });
    expect(validated.ok && validated.warnings[0]?.message).toContain(about);
    expect(JSON.stringify(validated.ok && validated.warnings)).not.toContain(text.split(' ').at(-1));
  });

  it('says nothing where such words belong, nor of words that only look alike', () => {
    const validated = answer({
      narrative: 'Vervolggesprek over de vlucht naar huis; een hartelijk afscheid.',
      asylumRelatedStatements: 'Over de asielaanvraag.',
      medicalStatements: 'Over medicatie.',
    });
    expect(validated).toMatchObject({ ok: true, warnings: [] });
  });

  it('refuses when the participants have agreed so', () => {
    const folder = new Map(readSchemaFolder(process.cwd()));
    const settings = JSON.parse(folder.get('reference/settings.json') ?? '{}') as Record<string, unknown>;
    folder.set('reference/settings.json', JSON.stringify({ ...settings, refuseSensitiveWords: true }));
    const strict = contractsOf(folder, () => 'never');
    expect(answer({ narrative: 'Zij is zwanger.' }, strict)).toMatchObject({
      ok: false,
      errors: [{ pointer: '/narrative', code: 'VAL-11' }],
    });
  });
});
