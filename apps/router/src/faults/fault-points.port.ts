/** The places between two writes of the router (decisions 4). `received`: nothing written yet; the others: just written and acknowledged. */
export const FAULT_POINTS = ['received', 'decisions', 'deliveries', 'commit'] as const;

export type FaultPoint = (typeof FAULT_POINTS)[number];

/** Lets a test stop the router between any two writes. Does nothing in service. */
export interface FaultPoints {
  reached(point: FaultPoint): Promise<void>;
}

export const noFaults: FaultPoints = { reached: () => Promise.resolve() };
