import {
  BOOLEAN,
  array,
  list,
  oneOf,
  record,
  scalar,
  type FieldModel,
  type MessageModel,
  type Shape,
} from './shape.js';

function field(name: string, shape: Shape, classCode: string, flags: readonly string[], doc: string): FieldModel {
  const required = !name.endsWith('?');
  return { name: required ? name : name.slice(0, -1), doc, shape, required, class: classCode, flags, since: 1 };
}

const vNumber = field('vNumber', scalar('VNumber'), 'VN', ['NR', 'MIN'], 'V-number');
const document = record('DocumentRef');

/** H1, H2 and H7 of the domain page 3.7 and `decisions` 19: they come in by the same door and reach no endpoint. */
export const CONTROL_MESSAGES: readonly MessageModel[] = [
  {
    code: 'H1',
    slug: 'consent-record',
    name: 'ConsentRecord',
    door: true,
    doc: 'Toestemmingsregistratie: a consent given, or withdrawn (which counts at once)',
    fields: [
      vNumber,
      field('consentId', scalar('Uuid'), 'CN', [], 'Identity of the consent'),
      field(
        'kind',
        oneOf('IOM_APPLICATION', 'VWN', 'MEDICAL_RELEASE', 'CONSULAR_NOTIFICATION', 'NGO'),
        'CN',
        [],
        'What the person agreed to',
      ),
      field('scope', array(list('ConsentScope'), 20), 'CN', [], 'How far it goes'),
      field('signedAt', scalar('Date'), 'CN', [], 'Signed on'),
      field('validUntil?', scalar('Date'), 'CN', [], 'Valid until'),
      field('signedByGuardian?', BOOLEAN, 'GU', ['CH'], 'Signed by the guardian too'),
      field('withdrawnAt?', scalar('DateTime'), 'CN', [], 'Withdrawn at'),
      field('recipientUnit?', scalar('PartyName'), 'CN', [], 'For whom; required for a consular notification'),
      field('evidence?', document, 'CN', [], 'Evidence'),
    ],
  },
  {
    code: 'H2',
    slug: 'case-participation',
    name: 'CaseParticipation',
    door: true,
    doc: 'Zaakdeelname: the owner of a fact sets or ends it',
    fields: [
      vNumber,
      field('fact', list('ParticipationFact'), 'CN', [], 'Predicate of the exchange rules'),
      field('value', BOOLEAN, 'CN', [], 'Becomes true or false'),
      field('recipientUnit?', scalar('PartyName'), 'CN', [], 'For whom it holds'),
      field('from', scalar('DateTime'), 'CN', [], 'From when'),
      field('until?', scalar('DateTime'), 'CN', [], 'Until when'),
      field('evidence?', document, 'CN', [], 'Evidence'),
    ],
  },
  {
    code: 'H7',
    slug: 'no-fault-advice',
    name: 'NoFaultAdvice',
    door: true,
    doc: 'Buitenschuldadvies: opens and closes the assessment',
    fields: [
      vNumber,
      field('phase', oneOf('OPENED', 'CLOSED'), 'CN', [], 'Phase'),
      field('advice?', scalar('Text'), 'PR', ['MIN'], 'Advice'),
      field('effortEvidence?', array(document, 20), 'CS', ['MIN'], 'Evidence of efforts'),
      field('missionAnswers?', array(document, 20), 'DO', ['MIN'], 'Answers of missions'),
    ],
  },
];
