/** Ids that the hub gives: deliveries, decisions, messages, plans, records. */
export const HUB_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
