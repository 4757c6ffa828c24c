/** CloudEvents source of the hub's own records in the case log. No partner has it, so no door signs a message with it. */
export const HUB_SOURCE = 'urn:schakel:hub';
