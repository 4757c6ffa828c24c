import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LRUCache } from 'lru-cache';
import type { CaseFacts } from '#lib/domain';
import type { FactsByCase } from '#lib/routing';

/** Rough bytes of facts kept in memory. */
const CACHE_BYTES = 128 * 1024 * 1024;

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

  constructor(bytes = CACHE_BYTES) {
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
    const bytes = Buffer.alloc(place.length);
    readSync(this.file, bytes, 0, place.length, place.at);
    return JSON.parse(bytes.toString()) as CaseFacts;
  }

  set(caseKey: string, facts: CaseFacts): void {
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
    const bytes = Buffer.from(text);
    writeSync(this.file, bytes, 0, bytes.length, this.end);
    this.places.set(caseKey, { at: this.end, length: bytes.length });
    this.end += bytes.length;
  }
}

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'schakel-recompute-'));
  const file = openSync(join(folder, 'facts'), 'wx+', 0o600);
  rmSync(folder, { recursive: true, force: true });
  return file;
}
