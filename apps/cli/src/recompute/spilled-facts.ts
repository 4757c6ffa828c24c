import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { CaseFacts } from '#lib/domain';
import type { FactsByCase } from '#lib/routing';

/** Rough bytes of facts kept in memory. */
const CACHE_BYTES = 128 * 1024 * 1024;
/** Of the file, of which so many bytes may be facts that have changed since. */
const WASTE_BYTES = 256 * 1024 * 1024;

interface Place {
  readonly at: number;
  readonly length: number;
}

/**
 * Facts of any number of cases in bounded memory: those not used for a while lie in a temporary file, and only their place in it stays
 * (some 100 bytes per case). The file has no name any more once it is open, so that nothing of it outlives the process.
 */
export class SpilledFacts implements FactsByCase {
  private readonly places = new Map<string, Place>();
  private readonly cache: LRUCache<string, { readonly facts: CaseFacts; readonly text: string }>;
  private file: number | null = null;
  private end = 0;
  /** Bytes of the file that are still of use. */
  private used = 0;

  constructor(
    bytes = CACHE_BYTES,
    private readonly waste = WASTE_BYTES,
  ) {
    this.cache = new LRUCache({
      maxSize: bytes,
      // Parsed objects take some five times the room of their text.
      sizeCalculation: ({ text }) => 5 * text.length + 500,
      dispose: ({ text }, caseKey, reason) => {
        if (reason === 'evict') this.spill(caseKey, text);
      },
    });
  }

  get(caseKey: string): CaseFacts | null {
    const cached = this.cache.get(caseKey);
    if (cached !== undefined) return cached.facts;
    const place = this.places.get(caseKey);
    if (place === undefined || this.file === null) return null;
    return JSON.parse(readPlace(this.file, place).toString()) as CaseFacts;
  }

  set(caseKey: string, facts: CaseFacts): void {
    this.used -= this.places.get(caseKey)?.length ?? 0;
    this.places.delete(caseKey);
    this.cache.set(caseKey, { facts, text: JSON.stringify(facts) });
  }

  close(): void {
    this.cache.clear();
    if (this.file !== null) closeSync(this.file);
    this.file = null;
  }

  private spill(caseKey: string, text: string): void {
    this.file ??= openNameless();
    this.append(this.file, caseKey, Buffer.from(text));
    if (this.end - this.used > this.waste) this.compact(this.file);
  }

  private append(file: number, caseKey: string, bytes: Buffer): void {
    writeSync(file, bytes, 0, bytes.length, this.end);
    this.places.set(caseKey, { at: this.end, length: bytes.length });
    this.end += bytes.length;
    this.used += bytes.length;
  }

  private compact(old: number): void {
    const file = openNameless();
    this.end = 0;
    this.used = 0;
    for (const [caseKey, place] of this.places) this.append(file, caseKey, readPlace(old, place));
    closeSync(old);
    this.file = file;
  }
}

function readPlace(file: number, { at, length }: Place): Buffer {
  const bytes = Buffer.alloc(length);
  readSync(file, bytes, 0, length, at);
  return bytes;
}

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-recompute-'));
  const file = openSync(join(folder, 'facts'), 'wx+', 0o600);
  rmSync(folder, { recursive: true, force: true });
  return file;
}
