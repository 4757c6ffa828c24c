import type { Content } from '#lib/domain';
import type { InForce, Version } from '../in-force.js';

/** Content of a `rule-set-activation` record → what it puts in force from the next record on. */
export function activatedBy(content: Content): InForce {
  return {
    ruleSet: versionOf(content['ruleSet']),
    schemaSet: versionOf(content['schemaSet']),
    lists: versionOf(content['lists']),
    engine: Number(content['engine']),
  };
}

/** The other way round: what set-up writes. */
export function activationContent(inForce: InForce): Content {
  const { ruleSet, schemaSet, lists, engine } = inForce;
  return { ruleSet: { ...ruleSet }, schemaSet: { ...schemaSet }, lists: { ...lists }, engine };
}

function versionOf(value: unknown): Version {
  const { id, hash } = value as Version;
  return { id, hash };
}
