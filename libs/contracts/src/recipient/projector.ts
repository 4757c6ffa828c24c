import type { Endpoint } from '#lib/domain';
import { schemaIdIn } from '../avro/confluent-frame.js';
import type { WriterSchema } from '../codec/writer-schema.js';
import type { ContractCode } from '../message/contract-code.js';
import { projectBytes } from './project.js';
import { projectContent } from './project-object.js';
import type { ProjectionPlan } from './projection-plan.js';
import { stepsOf, type ProjectionStep } from './projection-steps.js';
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
): { readonly project: Project; readonly projectByObject: Project } {
  /** Rules share their cells, so the steps of a cell are worked out once per plan; what is kept goes with the cell. */
  const known = new WeakMap<ProjectionPlan, WeakMap<CellFields, readonly ProjectionStep[]>>();
  return {
    project(value, code, endpoint, cell, options = {}) {
      const plan = planFor(value, code, endpoint);
      const offsets = recipients().offsetsOf(plan.writer, value);
      return projectBytes(plan.recipient.schemaId, stepsFor(plan, cell), value, offsets, options.reference ?? null);
    },
    projectByObject(value, code, endpoint, cell, options = {}) {
      const plan = planFor(value, code, endpoint);
      const content = plan.writer.codec.decode(value);
      const target = recipients().byId(plan.recipient.schemaId);
      if (content === null || target === null) throw new Error(`Projecting a ${code}: the bytes are not one value.`);
      return target.codec.encode(projectContent(plan, content, cell, options));
    },
  };

  function planFor(value: Buffer, code: ContractCode, endpoint: Endpoint): ProjectionPlan {
    const writer = writers.get(schemaIdIn(value) ?? 0);
    if (writer?.message.code !== code) throw new Error(`Projecting a ${code}: the value is not one.`);
    const plan = recipients().plan(writer, endpoint);
    if (plan === null) throw new Error(`Projecting a ${code}: ${endpoint} has no schema for it.`);
    return plan;
  }

  function stepsFor(plan: ProjectionPlan, cell: CellFields): readonly ProjectionStep[] {
    let ofPlan = known.get(plan);
    if (ofPlan === undefined) known.set(plan, (ofPlan = new WeakMap()));
    let steps = ofPlan.get(cell);
    if (steps === undefined) ofPlan.set(cell, (steps = stepsOf(plan, cell)));
    return steps;
  }
}
