import type { ConformanceCheck } from './conformance-check.js';
import { DELIVERING_CHECKS } from './checks/delivering.checks.js';
import { DESIGN_RULE_CHECKS } from './checks/design-rule.checks.js';
import { DOCUMENT_CHECKS } from './checks/document.checks.js';
import { FIXTURE_CHECKS } from './checks/fixture.checks.js';
import { FOLDER_CHECKS } from './checks/folder.checks.js';
import { FORMAT_CHECKS } from './checks/format.checks.js';
import { MANIFEST_CHECKS } from './checks/manifest.checks.js';
import { OPERATING_CHECKS } from './checks/operating.checks.js';
import { REFUSING_CHECKS } from './checks/refusing.checks.js';
import { SENDING_CHECKS } from './checks/sending.checks.js';
import { VALIDITY_CHECKS } from './checks/validity.checks.js';

/** All of them, in the order in which they run; the last one ends the adapter. */
export const CONFORMANCE_CHECKS: readonly ConformanceCheck[] = [
  ...FOLDER_CHECKS,
  ...MANIFEST_CHECKS,
  ...FORMAT_CHECKS,
  ...FIXTURE_CHECKS,
  ...SENDING_CHECKS,
  ...REFUSING_CHECKS,
  ...DELIVERING_CHECKS,
  ...DOCUMENT_CHECKS,
  ...VALIDITY_CHECKS,
  ...DESIGN_RULE_CHECKS,
  ...OPERATING_CHECKS,
];
