/** Lists and terms that facts read. They change only by an activation record in the log, so that a recompute reads the same ones. */
export interface ReferenceLists {
  /** ISO 3166-1 alpha-2 codes of countries that honour ne bis in idem (owner: DT&V). Makes NBI true. */
  readonly nbiCountries: readonly string[];
  /** Life of a signed IOM application in calendar days (domain page 2.3). */
  readonly iomConsentDays: number;
  /** Days of rest between the municipal dossier (M42) and a decision of the LSO in an LVV (VAL-15). */
  readonly lvvRestDays: number;
  /** Age in hours that a positive removability check (M04) may have when a removal message comes (VAL-06). */
  readonly removabilityCheckHours: number;
  /** VAL-06 refuses instead of warning (decisions 12). */
  readonly refuseUncheckedRemoval: boolean;
}
