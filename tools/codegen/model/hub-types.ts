import { BOOLEAN, array, field, record, scalar, type RecordModel } from './shape.js';

const text = scalar('HubText');
const texts = array(text, 500);

/** Named types of the records that the hub writes itself. */
export const HUB_TYPES: readonly RecordModel[] = [
  {
    name: 'VersionRef',
    doc: 'One version of a rule set, schema set or reference list',
    fields: [field('id', text, 'Name'), field('hash', text, 'SHA-256')],
  },
  {
    name: 'ReadFact',
    doc: 'A fact as it stood when the decision read it',
    fields: [
      field('name', text, 'Predicate with recipient unit'),
      field('value', BOOLEAN, 'Value'),
      field('source', text, 'Code of the message that said so'),
      field('messageId', text, 'That message'),
      field('owner', text, 'Who may state it'),
      field('asOf', text, 'Moment of the fact'),
      field('from?', text, 'True from'),
      field('until?', text, 'True until'),
      field('offset', scalar('Long'), 'Offset that last changed it'),
    ],
  },
  {
    name: 'ReadValue',
    doc: 'A predicate with the value it had for one recipient',
    fields: [field('name', text, 'Predicate'), field('value', BOOLEAN, 'Value')],
  },
  {
    name: 'RecordHeader',
    doc: 'A header of a record of the case log',
    fields: [field('name', text, 'Name'), field('value', scalar('Base64'), 'Value, as it stood')],
  },
  {
    name: 'ReRouteRecipient',
    doc: 'Whom a re-route is for, with the answer of the live decision',
    fields: [
      field('endpoint', text, 'Endpoint'),
      field('unit?', text, 'Municipality or country'),
      field('thenRefusal?', text, 'Code of the refusal of then; absent: delivered'),
      field('thenRemoved', texts, 'Fields that it was not given then'),
      field('thenMasked', texts, 'Fields whose value was replaced then'),
    ],
  },
  {
    name: 'DecisionCell',
    doc: 'The answer for one recipient, and one unit where there are units',
    fields: [
      field('recipient', text, 'Endpoint'),
      field('unit?', text, 'Municipality or country'),
      field('refusal?', text, 'Code of the refusal; absent: delivered'),
      field('ruleId?', text, 'Rule that answered'),
      field('deliveryId?', text, 'Delivery that follows'),
      field('recipientSchemaId?', scalar('Int'), 'Schema of the delivery'),
      field('removed', texts, 'Fields that this recipient may not have'),
      field('masked', texts, 'Fields whose value is replaced'),
      field('read', array(record('ReadValue'), 200), 'What the condition, gates and ceilings read'),
    ],
  },
];
