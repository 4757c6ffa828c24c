import { ENDPOINTS, type Cell, type Endpoint } from '#lib/domain';

/** One refused cell for each of the 14 other endpoints, when nothing better can be said than no. */
export function deniedCells(sender: Endpoint): readonly Cell[] {
  return ENDPOINTS.filter((endpoint) => endpoint !== sender).map((recipient) => ({
    recipient,
    unit: null,
    refusal: 'DENY_ERROR',
    ruleId: null,
    removed: [],
    masked: [],
    read: {},
  }));
}

/** The cell as refused because delivering it failed. */
export function denied(cell: Cell): Cell {
  return { ...cell, refusal: 'DENY_ERROR', removed: [], masked: [] };
}
