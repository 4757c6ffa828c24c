/** `COA`, `GEM:0599`. */
export function recipientName({ endpoint, unit }: { readonly endpoint: string; readonly unit: string | null }): string {
  return unit === null ? endpoint : `${endpoint}:${unit}`;
}
