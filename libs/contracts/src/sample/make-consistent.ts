import type { Dice } from './dice.js';
import { dateText, instantText } from '../avro/instant.js';
import type { ContractCode } from '../message/contract-code.js';

type Body = Record<string, unknown>;

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Brings fields that rules read together into line, so that a sample passes the VAL rules. Changes the body that it is given. */
export function makeConsistent(code: ContractCode, body: Body, dice: Dice, at: number): void {
  const day = Math.floor(at / DAY);
  switch (code) {
    case 'H1':
      body['kind'] = dice.pick(['IOM_APPLICATION', 'VWN', 'MEDICAL_RELEASE']);
      body['signedAt'] = dateText(day);
      if (body['validUntil'] !== undefined) body['validUntil'] = dateText(day + 60);
      delete body['withdrawnAt'];
      delete body['recipientUnit'];
      return;
    case 'H2':
      body['fact'] = dice.pick(['COA_HOST', 'LKO', 'UAM', 'POL_SUP', 'KMAR_TASK', 'DET']);
      body['from'] = instantText(at);
      if (body['until'] !== undefined) body['until'] = instantText(at + 30 * DAY);
      delete body['recipientUnit'];
      return;
    case 'M10':
      if (body['minorChildrenPresent'] === true) body['ferreiraTestDone'] = true;
      return;
    case 'M22':
    case 'M24':
      // VAL-17: no prints of small children.
      (body['person'] as Body)['birthDate'] = `${dice.between(1955, 2005)}-04-02`;
      return;
    case 'M25':
      body['venue'] = { kind: 'MISSION', code: dice.pick(['NG', 'GE', 'AM', 'AL', 'ER']) };
      return;
    case 'M31':
      body['signedAt'] = dateText(day);
      if (body['validUntil'] !== undefined) body['validUntil'] = dateText(day + 60);
      return;
    case 'M34':
      body['departureAt'] = instantText(at + dice.between(3, 30) * DAY);
      return;
    case 'M35':
      body['announcedAt'] = instantText(at);
      body['departureAt'] = instantText(at + dice.between(48, 400) * HOUR);
      return;
    case 'M39':
      // Fourteen days hold at least ten working days, whatever the weekday (VAL-08).
      if (body['departureDate'] !== undefined) body['departureDate'] = dateText(day + dice.between(15, 40));
      body['latestTransferDate'] = dateText(day + dice.between(41, 180));
      return;
    default:
      return;
  }
}
