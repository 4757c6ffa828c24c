/** Replay is a plan: what is selected, what would happen, who approved it. Pure; carrying a plan out is the console's work. */
export * from './answer.js';
export * from './approval.js';
export * from './desk/audit-entry.js';
export * from './desk/item-view.js';
export * from './desk/plan-order-faults.js';
export * from './desk/plan-order.js';
export * from './desk/plan-view.js';
export * from './desk/replay-desk.port.js';
export * from './failure-group.js';
export * from './item-outcome.js';
export * from './plan.js';
export * from './plan-counts.js';
export * from './plan-hash.js';
export * from './plan-life.js';
export * from './selection.js';
export * from './verdict.js';
