/** `GEM` → its endpoint, `GEM:0599` → endpoint and unit; nothing for nothing. */
export function recipientAsked(recipient: string | undefined): { readonly endpoint?: string; readonly unit?: string } {
  if (recipient === undefined) return {};
  const [endpoint = '', unit] = recipient.split(':');
  return unit === undefined ? { endpoint } : { endpoint, unit };
}
