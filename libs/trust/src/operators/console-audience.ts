/** `aud` of operators' tokens for the console, and `resource` when asking for one (RFC 8707). */
export const CONSOLE_AUDIENCE = 'urn:schakel:console';
