/**
 * Fields without which facts, masks or VAL rules could not be computed, beside vNumber and person.
 * Everything else may be absent, so that a recipient schema stays compatible when a rule changes.
 */
export const REQUIRED_FIELDS: Readonly<Record<string, readonly string[]>> = {
  M03: ['removable', 'stopAllRemovalActions', 'legalGroundCode', 'reasonCode'],
  M05: ['phase', 'stopAllRemovalActions', 'reasonCode'],
  M07: ['strategyCode'],
  M08: ['forum'],
  M09: ['locationType'],
  M10: ['endDate', 'evictionRequested', 'ferreiraTestDone', 'minorChildrenPresent'],
  M13: ['checkMethod'],
  M15: ['minorInvolved'],
  M18: ['ggv'],
  M24: ['countryOfApplication'],
  M25: ['venue'],
  M26: ['outcome'],
  M28: ['travelConditions', 'validUntil'],
  M29: ['granted', 'stopAllRemovalActions', 'reasonCode'],
  M30: ['travelConditions', 'validUntil'],
  M31: ['changeType', 'signedAt'],
  M33: ['departureCategory'],
  M34: ['departureAt', 'destination', 'travelConditions'],
  M35: ['announcedAt', 'departureAt'],
  M38: ['reasonCode'],
  M39: ['responsibleState', 'latestTransferDate', 'specialNeedsFlag'],
  M43: ['intensityLevel'],
  M44: ['reasonCode'],
};
