import { REQUIRED_FIELDS } from './required-fields.js';
import { shapeOf } from './field-shapes.js';
import type { FieldModel, MessageModel } from './shape.js';

/** The part of `schemas/catalogue.json` that schemas are made of. */
export interface CatalogueFile {
  readonly messages: readonly CatalogueMessage[];
}

interface CatalogueMessage {
  readonly code: string;
  readonly name: string;
  readonly dutchName: string;
  readonly type: string;
  readonly fields: readonly CatalogueField[];
}

interface CatalogueField {
  readonly name: string;
  readonly type: string;
  readonly class: string;
  readonly flags: readonly string[];
  /** First revision that has it; absent means the first. New fields come last and are optional. */
  readonly since?: number;
}

/** Always there: without them nothing can be decided. */
const ALWAYS_REQUIRED: ReadonlySet<string> = new Set(['vNumber', 'person']);

export function caseMessages(catalogue: CatalogueFile): readonly MessageModel[] {
  return catalogue.messages.map((message) => ({
    code: message.code,
    slug: message.type.split('.').at(-2) ?? '',
    name: message.name,
    doc: `${message.code} ${message.dutchName}`,
    door: true,
    fields: inOrder(message, new Set(REQUIRED_FIELDS[message.code] ?? [])),
  }));
}

function inOrder(message: CatalogueMessage, required: ReadonlySet<string>): readonly FieldModel[] {
  const names = new Set(message.fields.map((field) => field.name));
  for (const name of required) {
    if (!names.has(name)) throw new Error(`Reading the catalogue: ${message.code} has no field ${name}.`);
  }
  const fields = message.fields.map((field) => fieldModel(field, required));
  return fields.toSorted((one, other) => one.since - other.since);
}

function fieldModel(field: CatalogueField, required: ReadonlySet<string>): FieldModel {
  const { shape, optional } = shapeOf(field.name, field.type);
  const since = field.since ?? 1;
  const must = ALWAYS_REQUIRED.has(field.name) || required.has(field.name);
  if (must && (optional || since > 1)) {
    throw new Error(`Reading the catalogue: field ${field.name} is required but optional or new.`);
  }
  return {
    name: field.name,
    doc: sentence(field.name, field.type),
    shape,
    required: must,
    class: field.class,
    flags: field.flags,
    since,
  };
}

/** `departureAt`, `dateTime` → `Departure at: dateTime`. */
function sentence(name: string, notation: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${notation}`;
}
