import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { XmlLanguage } from '#lib/contracts';
import type { Direction, PublishedFile } from '../definition/agency-format.js';
import { XsdSchema } from './xsd-schema.js';

/** The published XSDs of an agency, read and compiled when they are first needed: the command line names formats without reading XML. */
export class XmlSides {
  private readonly compiled = new Map<Direction, XsdSchema>();

  constructor(
    private readonly root: string,
    private readonly language: XmlLanguage,
  ) {}

  schema(direction: Direction): XsdSchema {
    const known = this.compiled.get(direction);
    if (known !== undefined) return known;
    const schema = new XsdSchema(this.text(direction));
    this.compiled.set(direction, schema);
    return schema;
  }

  namespace(direction: Direction): string {
    return this.language[direction].namespace;
  }

  /** For whoever asks at the door. */
  files(): readonly PublishedFile[] {
    return (['in', 'out'] as const).map((direction) => ({
      name: this.language[direction].file,
      mediaType: 'application/xml',
      direction,
      text: this.text(direction),
    }));
  }

  private text(direction: Direction): string {
    const path = `schemas/xml/${this.language.folder}/${this.language[direction].file}`;
    try {
      return readFileSync(join(this.root, path), 'utf8');
    } catch (cause) {
      throw new Error(`Reading an XSD: ${path} is missing; run npm run codegen.`, { cause });
    }
  }
}
