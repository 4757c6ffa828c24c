import type { Endpoint } from '#lib/domain';
import { schemaIdIn } from '../avro/confluent-frame.js';
import type { FieldOffsets } from '../codec/field-offsets.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import type { ContractCode } from '../message/contract-code.js';
import { projectBytes } from './project.js';
import { projectContent } from './project-object.js';
import type { ProjectionPlan } from './projection-plan.js';
import { knownSteps } from './known-steps.js';
import type { CellFields, ProjectionOptions } from './projection.js';
import type { Recipients } from './recipients.js';

type Project = (
  value: Buffer,
  code: ContractCode,
  endpoint: Endpoint,
  cell: CellFields,
  options?: ProjectionOptions,
) => Buffer;

/** The two ways to make a delivery out of a record. Both throw rather than deliver anything that was not decided. */
export function createProjector(
  writers: ReadonlyMap<number, WriterSchema>,
  recipients: () => Recipients,
  indexOf: (writer: WriterSchema, value: Uint8Array) => FieldOffsets | null,
): { readonly project: Project; readonly projectByObject: Project } {
  const stepsFor = knownSteps();
  return {
    project(value, code, endpoint, cell, options) {
      const plan = planFor(value, code, endpoint, options);
      if (plan.upgrades) return byObject(plan, value, cell, options);
      const offsets = indexOf(plan.writer, value);
      if (offsets === null) throw new Error(`Projecting a ${code}: the bytes are not one value.`);
      return projectBytes(plan.recipient.schemaId, stepsFor(plan, cell), value, offsets, options?.reference ?? null);
    },
    projectByObject(value, code, endpoint, cell, options) {
      return byObject(planFor(value, code, endpoint, options), value, cell, options);
    },
  };

  function byObject(plan: ProjectionPlan, value: Buffer, cell: CellFields, options: ProjectionOptions = {}): Buffer {
    const content = plan.writer.codec.decode(value);
    const target = recipients().byId(plan.recipient.schemaId);
    if (content === null || target === null) {
      throw new Error(`Projecting a ${plan.recipient.code}: the bytes are not one value.`);
    }
    return target.codec.encode(projectContent(plan, content, cell, options));
  }

  function planFor(
    value: Buffer,
    code: ContractCode,
    endpoint: Endpoint,
    options: ProjectionOptions | undefined,
  ): ProjectionPlan {
    const writer = writers.get(schemaIdIn(value) ?? 0);
    if (writer?.message.code !== code) throw new Error(`Projecting a ${code}: the value is not one.`);
    const plan = recipients().plan(writer, endpoint, options?.revision);
    if (plan === null) throw new Error(`Projecting a ${code}: ${endpoint} has no schema for it.`);
    return plan;
  }
}
