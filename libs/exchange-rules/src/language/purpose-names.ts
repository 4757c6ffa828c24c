import type { Bilingual } from './language.js';

/** Purposes that a sender may state (domain page 3.4). */
export const PURPOSE_NAMES: Readonly<Record<string, Bilingual>> = {
  ADMISSION: { en: 'decisions on admission', nl: 'toelatingsbeslissingen' },
  RETURN_PREP: { en: 'preparing departure', nl: 'voorbereiding van het vertrek' },
  SUPERVISION: { en: 'supervision of aliens', nl: 'toezicht op vreemdelingen' },
  RECEPTION: { en: 'reception', nl: 'opvang' },
  DETENTION_EXEC: { en: 'carrying out detention', nl: 'uitvoering van bewaring' },
  REMOVAL_EXEC: { en: 'carrying out removal', nl: 'uitvoering van de uitzetting' },
  LP_APPLICATION: {
    en: 'application for a replacement travel document',
    nl: 'aanvraag van een vervangend reisdocument',
  },
  IDENTITY_MGMT: { en: 'identity management', nl: 'identiteitsbeheer' },
  AVRR: { en: 'assisted voluntary return', nl: 'ondersteunde vrijwillige terugkeer' },
  GUARDIANSHIP: { en: 'guardianship', nl: 'voogdij' },
  MEDICAL_ASSESS: { en: 'medical assessment', nl: 'medische beoordeling' },
  CONTINUITY_OF_CARE: { en: 'continuity of care', nl: 'continuïteit van zorg' },
  MUNICIPAL_SUPPORT: { en: 'municipal support', nl: 'gemeentelijke ondersteuning' },
  CRIM_CHAIN_ALIGN: { en: 'alignment with the criminal-justice chain', nl: 'afstemming met de strafrechtketen' },
  SAFETY_INCIDENT: { en: 'safety and incidents', nl: 'veiligheid en calamiteiten' },
  VICTIM_PROTECTION: { en: 'protection of victims', nl: 'bescherming van slachtoffers' },
  DUBLIN_TRANSFER: { en: 'Dublin transfer', nl: 'Dublinoverdracht' },
};
